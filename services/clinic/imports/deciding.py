"""The fate of every line, decided alike for the preview and, inside its transaction, for the writing."""

from dataclasses import dataclass, field, replace

from models import ConsentKind
from services import clock
from services.clinic.consent_statements import ConsentGiven
from services.clinic.consent_terms import last_day
from services.clinic.imports.choices import Choices
from services.clinic.imports.fates import Fate, Outcome, Who
from services.clinic.imports.lines import Line
from services.clinic.imports.on_file import OnFile, Run
from services.clinic.imports.placing import Misplaced, Place, in_words, placed
from services.clinic.imports.recognising import Earlier, Settled, recognised

KIND = {ConsentKind.SHARE: "share details with the group", ConsentKind.FEEDBACK: "the group telling the clinic"}


@dataclass
class _SoFar:
    """What the lines before have settled: who is added, and which of them gave whom a completion or a consent."""

    earlier: Earlier
    completions: dict[tuple[Who, str], int] = field(default_factory=dict)
    consents: set[tuple[Who, ConsentKind]] = field(default_factory=set)


def decide(lines: tuple[Line, ...], choices: Choices, on_file: OnFile, chosen: Run | None) -> tuple[Outcome, ...]:
    """The fate of every line, in order. `chosen` is where those go whose line names no programme."""
    so_far, answers = _SoFar(Earlier(lines)), {answer.line: answer for answer in choices.answers}
    outcomes = []
    for line in lines:
        if line.problems or line.details is None:
            reason = " ".join(line.problems) or "No name could be read on it."
            outcomes.append(Outcome(line, Fate.LEFT_OUT, reason, line.remarks))
            continue
        try:
            place = placed(line, on_file.runs, chosen)
            _consents_in_time(line)
            answer = answers.get(line.number)
            who, candidates = recognised(line.details, place.run.id, on_file, so_far.earlier, answer)
        except Misplaced as error:
            outcomes.append(Outcome(line, Fate.LEFT_OUT, str(error), line.remarks))
        except Settled as settled:
            found = Outcome(line, settled.fate, settled.reason, line.remarks, candidates=settled.candidates)
            outcomes.append(found)
        else:
            if who is None:
                so_far.earlier.names[line.number] = line.details
            outcomes.append(replace(_settle(line, choices, on_file, so_far, place, who), candidates=candidates))
    return tuple(outcomes)


def _settle(line: Line, choices: Choices, on_file: OnFile, so_far: _SoFar, place: Place, who: Who | None) -> Outcome:
    """The fate of a line whose person and programme are known."""
    whose = who or Who(line=line.number)
    before = so_far.completions.setdefault((whose, place.run.name), line.number)
    if before != line.number:
        return Outcome(line, Fate.REPEAT, f"The same person and programme as line {before}.", line.remarks, place, who)
    consents, notes = _consents(line, choices, on_file, so_far, whose)
    so_far.consents |= {(whose, consent.kind) for consent in consents}
    fate, reason = _fate(on_file, place, who, bool(consents))
    return Outcome(line, fate, reason, (*notes, *line.remarks), place, who, consents)


def _fate(on_file: OnFile, place: Place, who: Who | None, consents: bool) -> tuple[Fate, str]:
    run, day = place.run, in_words(place.completed_on)
    if who is None:
        return Fate.ADD, f"New: completed {run.name} on {day}."
    if who.graduate_id is None:
        return Fate.COMPLETION, f"The person on line {who.line}: {run.name}, completed on {day}, is added."
    if (who.graduate_id, run.id) not in on_file.completions:
        return Fate.COMPLETION, f"On file already: {run.name}, completed on {day}, is added."
    if consents:
        return Fate.CONSENT, f"On file already with {run.name}: only their consent is added."
    return Fate.ALREADY, f"On file already with {run.name}: nothing to add."


def _consents(
    line: Line, choices: Choices, on_file: OnFile, so_far: _SoFar, whose: Who
) -> tuple[tuple[ConsentGiven, ...], tuple[str, ...]]:
    """The consents to record, and a sentence on each kind that the list speaks of."""
    given, notes = [], []
    for kind, said in ((ConsentKind.SHARE, line.share), (ConsentKind.FEEDBACK, line.feedback)):
        if said is None or said is False:
            continue
        on = choices.consent_on if said is True else said
        last = None if on is None or on_file.consent_months is None else last_day(on, on_file.consent_months)
        ever = (whose.graduate_id, kind) in on_file.consented or (whose, kind) in so_far.consents
        if ever:
            notes.append(f"Consent ({KIND[kind]}): one is recorded already, and stays as it is.")
        elif on is None:
            notes.append(f"Consent ({KIND[kind]}): yes, but no day, so it is not recorded. Choose the day above.")
        elif last is not None and last < clock.today():
            notes.append(f"Consent ({KIND[kind]}): given on {in_words(on)}, it has run out, so it is not recorded.")
        else:
            given.append(ConsentGiven(kind, on, choices.consent_how))
            notes.append(f"Consent ({KIND[kind]}): recorded as given on {in_words(on)}.")
    return tuple(given), tuple(notes)


def _consents_in_time(line: Line) -> None:
    """Raises:
    Misplaced: a consent is dated in the future.
    """
    for said in (line.share, line.feedback):
        if said is not None and not isinstance(said, bool) and said > clock.today():
            raise Misplaced(f"A consent is dated {in_words(said)}, which is still to come: check the day.")
