package network.cuckoo.contracts.differential;

/** What the governor's contract passes on at once, for the members of its council alone. */
final class GovernorModel {

    private final Account self;
    private final Account member;
    private final StakingModel staking;
    private final SettlementModel settlement;

    GovernorModel(Cast cast, StakingModel staking, SettlementModel settlement) {
        self = cast.governor();
        member = cast.councillor();
        this.staking = staking;
        this.settlement = settlement;
    }

    void apply(Message message, Call.ToGovernor call) {
        if (!message.require(message.caller().equals(member), Refusal.ACCESS_CONTROL_UNAUTHORIZED_ACCOUNT)) {
            return;
        }
        var passedOn = message.from(self);
        switch (call) {
            case Call.Accuse(var candidate, var digest, var offenceAt) -> {
                var isArbiter = message.caller().equals(staking.governance().arbiter());
                if (message.require(!isArbiter, Refusal.NOT_ALLOWED, message.caller())) {
                    staking.apply(passedOn, new Call.Propose(candidate, digest, offenceAt));
                }
            }
            case Call.CouncilVeto(var id) -> staking.apply(passedOn, new Call.Veto(id));
            case Call.CouncilUnpause(var ofSettlement) -> {
                if (ofSettlement) {
                    settlement.apply(passedOn, new Call.UnpauseSettlement());
                } else {
                    staking.apply(passedOn, new Call.UnpauseStaking());
                }
            }
        }
    }
}
