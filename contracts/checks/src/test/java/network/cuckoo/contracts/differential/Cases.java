package network.cuckoo.contracts.differential;

import static java.math.BigInteger.TWO;
import static java.math.BigInteger.ZERO;
import static network.cuckoo.contracts.differential.Exact.part;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Accusations from proposal to end, and what each end does to bonds, digests and the accuser. */
final class Cases {

    /** Which proposer, against which candidate. */
    private record Feud(Account proposer, Account candidate) {}

    /** What was cut for, from whom. */
    private record Fault(Account candidate, Bytes32 digest) {}

    private final Rules rules;
    private final List<CaseFile> files;
    private final Map<Feud, Long> accusableFrom;
    private final Set<Fault> punished;

    Cases(Rules rules) {
        this.rules = rules;
        files = new ArrayList<>();
        accusableFrom = new HashMap<>();
        punished = new HashSet<>();
    }

    Cases(Cases other) {
        rules = other.rules;
        files = new ArrayList<>(other.files);
        accusableFrom = new HashMap<>(other.accusableFrom);
        punished = new HashSet<>(other.punished);
    }

    int count() {
        return files.size();
    }

    CaseFile file(int id) {
        return id >= 1 && id <= files.size() ? files.get(id - 1) : CaseFile.NONE;
    }

    long accusableFrom(Account proposer, Account candidate) {
        return accusableFrom.getOrDefault(new Feud(proposer, candidate), 0L);
    }

    boolean isPunished(Account candidate, Bytes32 digest) {
        return punished.contains(new Fault(candidate, digest));
    }

    BigInteger bondsWei() {
        return files.stream().filter(CaseFile::isOpen).map(CaseFile::bondWei).reduce(ZERO, BigInteger::add);
    }

    /** Opens a case; whether the caller may accuse whom is checked before. */
    void propose(Message message, Call.Propose call, BigInteger bond, Pools pools) {
        var now = message.now();
        message.require(!call.digest().equals(Bytes32.ZERO), Refusal.EMPTY_DIGEST);
        message.require(!isPunished(call.candidate(), call.digest()), Refusal.ALREADY_PUNISHED);
        message.require(message.valueWei().equals(bond), Refusal.WRONG_BOND);
        message.require(
                call.offenceAt() <= now && call.offenceAt() + rules.evidenceWindow() >= now,
                Refusal.OFFENCE_OUT_OF_WINDOW);
        var from = accusableFrom(message.caller(), call.candidate());
        message.require(now >= from, Refusal.ACCUSATION_TOO_SOON, call.candidate(), from);
        if (message.refused()) {
            return;
        }
        var deadline = now + rules.caseWindow();
        files.add(new CaseFile(
                call.candidate(), message.caller(), bond, call.digest(), 0, now, 0, deadline, Status.PROPOSED, false));
        pauseAccusations(files.getLast(), deadline);
        pools.freeze(call.candidate(), deadline, now);
    }

    void answer(Message message, int id) {
        var file = file(id);
        message.require(message.caller().equals(file.candidate()), Refusal.NOT_ALLOWED);
        message.require(file.status() == Status.PROPOSED, Refusal.WRONG_STATUS);
        message.require(!file.answered(), Refusal.ALREADY_ANSWERED);
        message.require(message.now() <= answerableUntil(file), Refusal.TOO_LATE);
        if (!message.refused()) {
            files.set(id - 1, file.answer());
        }
    }

    void decide(Message message, int id, int bps, Governance governance, Credits credits) {
        var file = file(id);
        var now = message.now();
        message.require(message.caller().equals(governance.arbiter()), Refusal.NOT_ALLOWED);
        message.require(file.status() == Status.PROPOSED, Refusal.WRONG_STATUS);
        message.require(bps <= governance.maxSlashBps(), Refusal.SLASH_TOO_HIGH);
        message.require(file.answered() || now > answerableUntil(file), Refusal.TOO_EARLY);
        var until = file.deadline() - (bps == 0 ? 1 : 2 * rules.vetoWindow());
        message.require(now <= until, Refusal.TOO_LATE, id, until);
        if (message.refused()) {
            return;
        }
        var decided = file.decide(bps, now);
        files.set(id - 1, decided);
        if (decided.status() == Status.REJECTED) {
            var half = file.bondWei().divide(TWO);
            credits.add(file.candidate(), half);
            credits.add(governance.treasury(), file.bondWei().subtract(half));
            pauseAccusations(file, now);
        }
    }

    void veto(Message message, int id, Governance governance, Credits credits) {
        var file = file(id);
        message.require(message.caller().equals(governance.governor()), Refusal.NOT_ALLOWED);
        message.require(file.status() == Status.DECIDED, Refusal.WRONG_STATUS);
        message.require(message.now() < executableFrom(file), Refusal.TOO_LATE);
        if (!message.refused()) {
            files.set(id - 1, file.end(Status.VETOED));
            credits.add(file.proposer(), file.bondWei());
            pauseAccusations(file, message.now());
        }
    }

    /** Cuts the pool and returns what is to be burned. */
    BigInteger execute(Message message, int id, Governance governance, Credits credits, Pools pools) {
        var file = file(id);
        message.require(file.status() == Status.DECIDED, Refusal.WRONG_STATUS);
        message.require(message.now() >= executableFrom(file), Refusal.TOO_EARLY);
        message.require(message.now() < file.deadline(), Refusal.TOO_LATE);
        message.require(!isPunished(file.candidate(), file.digest()), Refusal.ALREADY_PUNISHED);
        if (message.refused()) {
            return ZERO;
        }
        files.set(id - 1, file.end(Status.EXECUTED));
        punished.add(new Fault(file.candidate(), file.digest()));
        accusableFrom.remove(new Feud(file.proposer(), file.candidate()));
        credits.add(file.proposer(), file.bondWei());
        var cut = pools.slash(file.candidate(), file.bps(), message.now());
        var toTreasury = part(cut, governance.treasuryShareBps());
        credits.add(governance.treasury(), toTreasury);
        return cut.subtract(toTreasury);
    }

    void expire(Message message, int id, Credits credits) {
        var file = file(id);
        message.require(file.isOpen(), Refusal.WRONG_STATUS);
        message.require(message.now() >= file.deadline(), Refusal.TOO_EARLY);
        if (!message.refused()) {
            files.set(id - 1, file.end(Status.EXPIRED));
            credits.add(file.proposer(), file.bondWei());
        }
    }

    /** Counts from the rejection or veto, else from the deadline. */
    private void pauseAccusations(CaseFile file, long end) {
        accusableFrom.put(new Feud(file.proposer(), file.candidate()), end + rules.accusationPause());
    }

    private long answerableUntil(CaseFile file) {
        return file.openedAt() + rules.answerWindow();
    }

    private long executableFrom(CaseFile file) {
        return file.decidedAt() + rules.vetoWindow();
    }
}
