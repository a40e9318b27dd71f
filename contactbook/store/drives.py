"""Tells whether a file lies on a network drive, where two computers cannot share a write-ahead log."""

import re
import sys
from pathlib import Path

MOUNTS = Path("/proc/mounts")
_NETWORK = re.compile(
    r"nfs4?|cifs|smb3?|smbfs|ncpfs?|afs|9p|ceph|glusterfs|lustre|davfs|webdav|afpfs|beegfs|"
    r"fuse\.(?:sshfs|davfs2?|rclone|s3fs|gvfsd-fuse|glusterfs|ceph|smbnetfs|curlftpfs)"
)
_DRIVE_REMOTE = 4  # GetDriveTypeW


def is_network(path: Path, mounts: Path | None = None) -> bool:
    """Tell by the kind of the file system; False where that cannot be found out."""
    if sys.platform == "win32":
        return _is_remote(path)
    try:
        lines = (mounts or MOUNTS).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
        real = path.resolve()
    except OSError:
        return False
    deepest, kind = -1, ""
    for line in lines:
        _device, place, fs, *_rest = line.split(" ")
        mount = Path(re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), place))
        if len(mount.parts) >= deepest and real.is_relative_to(mount):
            deepest, kind = len(mount.parts), fs
    return bool(_NETWORK.fullmatch(kind))


def _is_remote(path: Path) -> bool:
    drive = path.absolute().drive
    if drive.startswith("\\\\"):
        return True
    import ctypes

    system = getattr(ctypes, "windll", None)
    return system is not None and system.kernel32.GetDriveTypeW(f"{drive}\\") == _DRIVE_REMOTE
