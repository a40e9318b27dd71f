"""The photo of a contact: chosen, dropped on it, or taken away."""

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QStandardPaths, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QImageReader
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from contactbook.gui import theme
from contactbook.gui.controls import Button, Initials
from contactbook.gui.field_message import FieldMessage
from contactbook.i18n import _

MOST = 5 * 1024 * 1024
_FORMATS = ("jpeg", "jpg", "png", "webp", "gif", "bmp")


class PhotoField(QWidget):
    """Picture, Choose and Remove; the bytes are kept as they came, up to 5 MB."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._photo: bytes | None = None
        self._name, self._desk = "", False
        self.setAcceptDrops(True)
        self.picture = Initials(56)
        self.choose = Button(_("Choose photo …"), "image-plus")
        self.remove = Button(_("Remove"), kind="link")
        self.remove.setAccessibleName(_("Remove the photo"))
        self.message = FieldMessage(self.choose)
        self.setFocusProxy(self.choose)
        row = QHBoxLayout()
        row.setSpacing(theme.SPACE_2)
        for widget in (self.picture, self.choose, self.remove):
            row.addWidget(widget)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(self.message)
        self.choose.clicked.connect(self._ask)
        self.remove.clicked.connect(self._take_away)

    def show_photo(self, photo: bytes | None, name: str, desk: bool) -> None:
        """Show a photo, or the initials of a name in its place."""
        self._photo, self._name, self._desk = photo, name, desk
        self.picture.show_contact(name, desk, photo)
        self.remove.setVisible(photo is not None)
        self.message.show_message("")

    def photo(self) -> bytes | None:
        """Give the bytes of the photo."""
        return self._photo

    def take_file(self, path: Path) -> None:
        """Read a photo from a file; what cannot be one is said under the field."""
        try:
            too_large = path.stat().st_size > MOST
            data = b"" if too_large else path.read_bytes()
        except OSError as error:
            self.message.show_message(_("The file cannot be read: {why}.").format(why=error.strerror or error))
            return
        if too_large:
            self._say_too_large()
        else:
            self.take_bytes(data)

    def take_bytes(self, data: bytes) -> None:
        """Take the bytes of a picture."""
        if len(data) > MOST:
            self._say_too_large()
        elif not is_picture(data):
            self.message.show_message(_("This is no picture that can be shown. Choose a JPEG or PNG file."))
        else:
            self.show_photo(data, self._name, self._desk)
            self.changed.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _picture_of(event.mimeData()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        found = _picture_of(event.mimeData())
        if isinstance(found, Path):
            self.take_file(found)
        elif found is not None:
            self.take_bytes(found)
        event.acceptProposedAction()

    def _ask(self) -> None:
        pictures = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        patterns = " ".join(f"*.{name}" for name in _FORMATS)
        name, _filter = QFileDialog.getOpenFileName(
            self, _("Choose a photo"), pictures, _("Pictures") + f" ({patterns})"
        )
        if name:
            self.take_file(Path(name))

    def _take_away(self) -> None:
        self.show_photo(None, self._name, self._desk)
        self.choose.setFocus()
        self.changed.emit()

    def _say_too_large(self) -> None:
        self.message.show_message(_("Too large: a photo may have 5 MB. Choose a smaller one."))


def is_picture(data: bytes) -> bool:
    """Tell whether bytes hold a picture, by its head alone: a huge one is not unpacked."""
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    size = reader.size()
    return reader.canRead() and bytes(reader.format().data()).decode() in _FORMATS and not size.isEmpty()


def _picture_of(data: QMimeData) -> Path | bytes | None:
    """Find the picture in what is dropped: a file, or an image as another program hands it on."""
    for url in data.urls():
        if url.isLocalFile() and Path(url.toLocalFile()).suffix.lower().lstrip(".") in _FORMATS:
            return Path(url.toLocalFile())
    image = data.imageData() if data.hasImage() else None
    if not isinstance(image, QImage):
        return None
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(buffer.data().data())
