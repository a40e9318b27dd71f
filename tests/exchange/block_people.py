"""Made-up people for contact blocks: plausible names, roles and agencies in each script."""

from hypothesis import strategies as st

from contactbook.domain.contact import Contact, Email, Kind, Phone, PhoneKind, Translation

NAMES = {
    "latin": ("Layla Haddad", "Łukasz Wiśniewski", "Amélie de la Fontaine", "Jörg Weißmüllner", "Sean O’Farrell",
              "Zoë Vanderlinden", "Ngozi Adeyemi-Bello", "Marisol Quintero Ayala"),
    "ar": ("ليلى حداد", "أحمد عبد الرحمن", "سلمى البستاني", "كريم عون"),
    "ru": ("Анна Ёлкина", "Дмитрий Коваленко", "Ольга Сергеевна Мороз"),
    "zh": ("陈思远", "林晓岚", "欧阳明月", "王芳"),
}  # fmt: skip
ROLES = {
    "en": ("Spokesperson", "Senior Press Officer", "Head of Communications", "Media Officer"),
    "fr": ("Porte-parole", "Chargée de communication", "Attaché de presse", "Responsable des relations médias"),
    "es": ("Portavoz", "Jefa de prensa", "Responsable de comunicación", "Oficial de información"),
    "ar": ("المتحدث الرسمي", "مسؤولة الإعلام", "متحدثة إقليمية", "مدير الاتصال"),
    "ru": ("Пресс-секретарь", "Руководитель отдела коммуникаций", "Специалист по связям с общественностью"),
    "zh": ("发言人", "传播主任", "媒体专员"),
    "de": ("Pressesprecherin", "Leiter Kommunikation", "Pressereferent", "Sprecherin"),
    "it": ("Portavoce", "Responsabile comunicazione", "Addetta stampa", "Capo ufficio stampa"),
    "pt": ("Porta-voz", "Assessora de imprensa", "Diretor de comunicação", "Oficial de informação"),
}
DESKS = {
    "en": "Press Office", "fr": "Service de presse", "es": "Oficina de prensa", "ar": "المكتب الصحفي",
    "ru": "Пресс-служба", "zh": "新闻办公室", "de": "Pressestelle", "it": "Ufficio stampa",
    "pt": "Assessoria de imprensa",
}  # fmt: skip
AGENCIES = ("UNHCR", "IOM", "UNICEF", "Lantern Relief Fund", "Green Planet Foundation")
CITIES = (("Geneva", "CH"), ("Beirut", "LB"), ("Nairobi", "KE"), ("Cairo", "EG"), ("The Hague", "NL"), ("Kyiv", "UA"),
          ("Bangkok", "TH"), ("New York", "US"), ("Rio de Janeiro", "BR"), ("Vienna", "AT"))  # fmt: skip
SCRIPTS = {"ar": "ar", "ru": "ru", "zh": "zh"}


def people(language: str, *, mixed: bool = True) -> st.SearchStrategy[list[Contact]]:
    """A few people, each with a role and numbers of their own, as a release in a language has them.

    mixed: names in Latin letters stand among those of the language.
    """
    own = NAMES[SCRIPTS.get(language, "latin")]
    held = dict.fromkeys((*own, *NAMES["latin"])) if mixed else own
    names = st.lists(st.sampled_from(tuple(held)), min_size=1, max_size=4, unique=True)
    return names.flatmap(
        lambda some: st.tuples(*(_person(name, at, language, mixed) for at, name in enumerate(some)))
    ).map(list)


def _person(name: str, at: int, language: str, mixed: bool) -> st.SearchStrategy[Contact]:
    role = st.sampled_from(ROLES[language])
    place = st.sampled_from(CITIES)
    mobile = Phone(f"+4477009001{at}3", kind=PhoneKind.MOBILE, public=True)
    office = Phone(f"+4420794601{at}8", extension="68" if at % 2 else None, kind=PhoneKind.OFFICE, public=True)
    email = Email(f"press.{at}-x@example.org", public=True)
    ways = st.sampled_from(
        (
            ((mobile,), ()), ((office,), (email,)), ((mobile, office), (email,)), ((), (email,)),
            ((mobile,), (email, Email(f"duty-{at}@press.example.org", public=True))),
        )
    )  # fmt: skip
    return st.builds(
        lambda role, agency, place, way, translated: Contact(
            uid=f"uid-{at}",
            name="Maria Example" if translated else name,
            translations=(Translation(language, name, role),) if translated else (),
            role="Speaker" if translated else role,
            agency=agency,
            city=place[0],
            country=place[1],
            phones=way[0],
            emails=way[1],
        ),
        role, st.sampled_from(AGENCIES), place, ways, st.booleans() if mixed else st.just(False),
    )  # fmt: skip


def desk(language: str) -> Contact:
    """A press office without a person."""
    return Contact(
        uid="desk", kind=Kind.DESK, role=DESKS[language], agency="UNHCR", city="Geneva", country="CH",
        phones=(Phone("+442079460111", kind=PhoneKind.OFFICE, public=True),),
        emails=(Email("press@example.org", public=True),),
    )  # fmt: skip
