"""Invented people: names as varied as a clinic's, numbers that Ofcom keeps for drama, addresses that reach nobody."""

import unicodedata
from dataclasses import dataclass
from random import Random

from models import ContactHow
from services.demo.sayings import ADJUSTMENTS, BEST_HOPES, WHEN

FIRST = (
    "Margaret", "Susan", "Christine", "Patricia", "Janet", "Elizabeth", "Helen", "Carol", "Denise", "Lorraine",
    "Gillian", "Moira", "Bronwen", "Siân", "Niamh", "Róisín", "David", "Michael", "Peter", "Alan", "Keith",
    "Graham", "Colin", "Gareth", "Hamish", "Declan", "Trevor", "Winston", "Delroy", "Beverley", "Amina",
    "Fatima", "Parveen", "Shazia", "Priya", "Meera", "Harpreet", "Jaswinder", "Nasreen", "Imran", "Tariq",
    "Rajesh", "Gurdeep", "Anil", "Farhan", "Yusuf", "Agnieszka", "Małgorzata", "Katarzyna", "Zofia",
    "Krzysztof", "Tomasz", "Grażyna", "Wojciech", "Łukasz", "Abena", "Adaeze", "Chidi", "Kwame", "Folasade",
    "Oluwaseun", "Tendai", "Wanjiru", "Ngozi", "Zainab", "José", "Inês", "Zoë", "François", "Jürgen", "Søren",
    "Mei", "Linh", "Hyun-woo", "Anaïs",
)  # fmt: skip
LAST = (
    "Ellis", "Hartley", "Whitcombe", "Pritchard", "Ashworth", "Thistlewood", "Barraclough", "Garside", "Ferris",
    "Holroyd", "Penhaligon", "Trelawney", "Llewellyn", "Rhys-Davies", "Macpherson", "Drummond", "Kinnear",
    "Gallagher", "Begum", "Hussain", "Chaudhry", "Patel", "Sharma", "Kaur", "Dhillon", "Rahman", "Iqbal",
    "Mistry", "Chowdhury", "Kowalska", "Wójcik", "Zieliński", "Dąbrowska", "Szymańska", "Mazur", "Osei",
    "Okafor", "Adeyemi", "Mensah", "Banda", "Mwangi", "Abdi", "Nkemelu", "Ferreira", "Gonçalves", "Nuñez",
    "Müller", "Lefèvre", "Sørensen", "Nguyễn", "Chen", "Campbell", "Braithwaite",
)  # fmt: skip
SHORT = {
    "Margaret": "Maggie", "Susan": "Sue", "Patricia": "Pat", "Elizabeth": "Liz", "Gillian": "Gill", "David": "Dave",
    "Michael": "Mick", "Harpreet": "Preet", "Agnieszka": "Aga", "Małgorzata": "Gosia", "Katarzyna": "Kasia",
    "Krzysztof": "Krzys", "Oluwaseun": "Seun", "Adaeze": "Ada",
}  # fmt: skip

LONG = "Maria-Magdalena Wilhelmina Aleksandra Brzęczyszczykiewicz-Featherstonehaugh of the Upper Valley Road"
APOSTROPHE = "Siobhán O'Dowd"
SHORTEST = "J"


@dataclass(frozen=True)
class Contact:
    """Who a person is to clinic and group: what a referral carries (R2), and the full name for the clinic."""

    name: str
    full_name: str
    phone: str
    email: str
    how: ContactHow
    when: str
    best_hopes: str
    adjustments: str
    without: str


class Namer:
    """Gives each person of one clinic a name of their own."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        self._taken: set[str] = set()

    def contact(self, name: str = "") -> Contact:
        """Somebody new, of this name when one is given."""
        if name:
            self._taken.add(name)
            return describe(self._rng, name)
        first, last = self._fresh()
        called = SHORT.get(first, first) if self._rng.random() < 0.6 else first
        return describe(self._rng, f"{called} {last}", f"{first} {last}")

    def _fresh(self) -> tuple[str, str]:
        while True:
            first, last = self._rng.choice(FIRST), self._rng.choice(LAST)
            if f"{first} {last}" not in self._taken:
                self._taken.add(f"{first} {last}")
                return first, last


def describe(rng: Random, name: str, full_name: str = "") -> Contact:
    """Contact details and hopes for a name."""
    adjustments, without = rng.choice(ADJUSTMENTS) if rng.random() < 0.45 else ("", "")
    return Contact(
        name=name,
        full_name=full_name or name,
        phone=f"07700 900{rng.randrange(1000):03}",
        email=f"{_plain(name)}@example.org" if rng.random() < 0.7 else "",
        how=rng.choice((ContactHow.CALL, ContactHow.TEXT, ContactHow.TEXT, ContactHow.ANY)),
        when=rng.choice(WHEN),
        best_hopes=rng.choice(BEST_HOPES),
        adjustments=adjustments,
        without=without,
    )


def _plain(name: str) -> str:
    """`name` in letters that every mail system takes."""
    apart = unicodedata.normalize("NFKD", name.lower().replace("ł", "l").replace("ø", "o"))
    words = ("".join(letter for letter in word if letter.isascii() and letter.isalpha()) for word in apart.split())
    return ".".join(words)[:40]
