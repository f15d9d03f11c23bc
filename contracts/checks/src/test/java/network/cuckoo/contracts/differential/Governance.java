package network.cuckoo.contracts.differential;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Who decides what, and the limits that the governor moves within the fixed ceilings. */
final class Governance {

    private final Rules rules;
    private final Account governor;
    private Account arbiter;
    private Account treasury;
    private Account pauseGuardian;
    private BigInteger caseBond;
    private int maxSlashBps;
    private int treasuryShareBps;
    private final Map<Bytes32, Bytes32> policies;
    private final Set<Account> referees;

    Governance(Rules rules, Account governor, Account arbiter, Account treasury, Account pauseGuardian) {
        this.rules = rules;
        this.governor = governor;
        this.arbiter = arbiter;
        this.treasury = treasury;
        this.pauseGuardian = pauseGuardian;
        caseBond = rules.firstCaseBond();
        maxSlashBps = rules.firstMaxSlashBps();
        treasuryShareBps = rules.firstTreasuryShareBps();
        policies = new HashMap<>();
        referees = new HashSet<>();
    }

    Governance(Governance other) {
        rules = other.rules;
        governor = other.governor;
        arbiter = other.arbiter;
        treasury = other.treasury;
        pauseGuardian = other.pauseGuardian;
        caseBond = other.caseBond;
        maxSlashBps = other.maxSlashBps;
        treasuryShareBps = other.treasuryShareBps;
        policies = new HashMap<>(other.policies);
        referees = new HashSet<>(other.referees);
    }

    /** Sets what the governor may set; {@code candidate} tells who ever registered. */
    void apply(Message message, Call.Govern call, Predicate<Account> candidate) {
        message.require(message.caller().equals(governor), Refusal.NOT_ALLOWED);
        message.require(isWithinBounds(call, candidate), Refusal.INVALID_PARAMETER);
        if (message.refused()) {
            return;
        }
        switch (call) {
            case Call.SetArbiter(var account) -> arbiter = account;
            case Call.SetTreasury(var account, var shareBps) -> {
                treasury = account;
                treasuryShareBps = shareBps;
            }
            case Call.SetPauseGuardian(var account) -> pauseGuardian = account;
            case Call.SetCaseBond(var bond) -> caseBond = bond;
            case Call.SetMaxSlash(var bps) -> maxSlashBps = bps;
            case Call.SetModelPolicy(var model, var policy) -> policies.put(model, policy);
            case Call.SetReferee(var account, var appointed) -> appoint(account, appointed);
        }
    }

    private boolean isWithinBounds(Call.Govern call, Predicate<Account> candidate) {
        return switch (call) {
            case Call.SetArbiter(var account) ->
                !account.equals(Account.NOBODY) && !account.equals(governor) && !candidate.test(account);
            case Call.SetTreasury(var account, var shareBps) ->
                !account.equals(Account.NOBODY) && shareBps <= rules.treasuryCeilingBps();
            case Call.SetCaseBond(var bond) -> bond.signum() > 0 && bond.compareTo(rules.minCoordinatorStake()) <= 0;
            case Call.SetMaxSlash(var bps) -> bps <= rules.slashCeilingBps();
            case Call.SetPauseGuardian _, Call.SetModelPolicy _, Call.SetReferee _ -> true;
        };
    }

    private void appoint(Account account, boolean appointed) {
        if (appointed) {
            referees.add(account);
        } else {
            referees.remove(account);
        }
    }

    boolean mayPause(Account account) {
        return account.equals(governor) || account.equals(pauseGuardian);
    }

    Account governor() {
        return governor;
    }

    Account arbiter() {
        return arbiter;
    }

    Account treasury() {
        return treasury;
    }

    Account pauseGuardian() {
        return pauseGuardian;
    }

    BigInteger caseBond() {
        return caseBond;
    }

    int maxSlashBps() {
        return maxSlashBps;
    }

    int treasuryShareBps() {
        return treasuryShareBps;
    }

    Bytes32 policy(Bytes32 model) {
        return policies.getOrDefault(model, Bytes32.ZERO);
    }

    boolean isReferee(Account account) {
        return referees.contains(account);
    }
}
