"""The words around names, in the languages that press offices meet: titles before, letters behind, particles."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


HONORIFICS = _words(
    "mr mister mrs ms miss mx dr doctor prof professor sir dame lord lady baroness baron rev reverend fr hon rt"
    " honourable honorable amb ambassador senator minister judge eng capt captain col colonel lt maj gen sgt"
    " cmdr adm brig sheikh sheikha imam rabbi msgr excellency h.e he"
    " mme mlle m mm maître monsieur madame mademoiselle pr professeur docteur"
    " herr frau dipl.-ing ing mag ddr hr prof.dr"
    " sr sra srta señor señora dra profa lic doña licda"
    " sig sig.ra signor signora dott dott.ssa avv"
    " dhr mevr mw drs ir dr.ir"
    " д-р проф г-н г-жа господин госпожа"
    " د أ.د"
)
# Words of two that make one title.
HONORIFIC_PAIRS = frozenset({"her excellency", "his excellency", "the honourable", "the honorable", "the hon"})
# These are titles only with their dot: without it they are initials, given names or other words.
NEED_A_DOT = _words("m mm he eng maj gen ing fr hon rt col pr mag ir hr brig adm lic sig avv mw د أ.د")

SUFFIXES = _words(
    "jr sr ii iii iv phd md mp mep msp obe cbe mbe kbe dbe cmg kcmg gbe qc kc esq mba msc bsc llm llb dphil"
    " rn cpa frs edd mph dds dvm kt bart junior fils père"
)
# Letters that are letters only behind a comma: elsewhere they may be a surname in capitals or initials.
SUFFIXES_BEHIND_A_COMMA = _words("ma ba jd am ao ac sj op v do cfa pe bs ms")
UPPER_ONLY = _words("ii iii iv md mp mep msp obe cbe mbe kbe dbe cmg kcmg gbe qc kc rn cpa frs kt dds dvm")

# Lower-case particles belong to the family name wherever they stand before it ...
PARTICLES = _words(
    "van von der den de del della dello degli di da do dos das du des d la le las los lo el al as ash bin bint ibn ben"
    " abu abou abd abdul abdel umm mac mc ní ni nic ó ua af av zu zum zur vom ten ter te tot 't in't op aan san santa"
    " st st. saint ait aït ould"
)
# ... written with a capital, these do as well.
CAPITAL_PARTICLES = _words(
    "Van Von Der Den De Del Della Di Da Du La Le El Al Bin Ibn Abu Abou Abd Abdul Abdel Umm Mac Mc Ní Ni Nic Ó O Ua"
    " St St. Saint Ait Aït Ould Ten Ter Dos Des"
)
LINKS = frozenset({"y", "e", "i", "und"})
