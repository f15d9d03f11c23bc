package network.cuckoo.contracts.differential;

import java.math.BigInteger;
import java.util.List;

/** What a step does. The caller, the time and the tokens sent along are the step's. */
sealed interface Call {

    /** A call of the staking contract. */
    sealed interface ToStaking extends Call {}

    /** A call of the settlement contract. */
    sealed interface ToSettlement extends Call {}

    /** A call of the governor's contract, by which its council does at once what protects people. */
    sealed interface ToGovernor extends Call {}

    /** A setter that only the governor may call. */
    sealed interface Govern extends ToStaking {}

    record Stake() implements ToStaking {}

    record Unstake(BigInteger amount) implements ToStaking {}

    record Vote(List<Account> candidates, List<BigInteger> amounts) implements ToStaking {}

    record Unvote(List<Account> candidates, List<BigInteger> shares) implements ToStaking {}

    record Withdraw(List<Integer> ids, boolean toFree) implements ToStaking {}

    record Register(
            Kind kind,
            Account node,
            BigInteger ownVote,
            int commission,
            int urlBytes,
            int infoBytes,
            long deadline,
            Consent consent)
            implements ToStaking {}

    record RotateNode(Account node, long deadline, Consent consent) implements ToStaking {}

    record UpdateInfo(int urlBytes, int infoBytes) implements ToStaking {}

    record SetCommission(int bps) implements ToStaking {}

    record Deregister() implements ToStaking {}

    record FundRewards(Account candidate) implements ToStaking {}

    record ClaimRewards(List<Account> candidates) implements ToStaking {}

    record ClaimCredit() implements ToStaking {}

    record Propose(Account candidate, Bytes32 digest, long offenceAt) implements ToStaking {}

    record Answer(int id) implements ToStaking {}

    record Decide(int id, int bps) implements ToStaking {}

    record Veto(int id) implements ToStaking {}

    record Execute(int id) implements ToStaking {}

    record Expire(int id) implements ToStaking {}

    record PauseStaking(long duration) implements ToStaking {}

    record UnpauseStaking() implements ToStaking {}

    record SetArbiter(Account account) implements Govern {}

    record SetTreasury(Account account, int shareBps) implements Govern {}

    record SetPauseGuardian(Account account) implements Govern {}

    record SetCaseBond(BigInteger bond) implements Govern {}

    record SetMaxSlash(int bps) implements Govern {}

    record SetModelPolicy(Bytes32 model, Bytes32 policy) implements Govern {}

    record SetReferee(Account account, boolean appointed) implements Govern {}

    record SendToStaking() implements ToStaking {}

    record Accuse(Account candidate, Bytes32 digest, long offenceAt) implements ToGovernor {}

    record CouncilVeto(int id) implements ToGovernor {}

    record CouncilUnpause(boolean settlement) implements ToGovernor {}

    record SetChainTip(Bytes32 tip) implements ToSettlement {}

    record Deposit(Account coordinator, Bytes32 appRef) implements ToSettlement {}

    record PostEpoch(long epoch, Bytes32 payoutRoot, BigInteger amountWei, Bytes32 logRoot, Bytes32 secret)
            implements ToSettlement {}

    record RejectRoot(Account coordinator, long epoch) implements ToSettlement {}

    record Claim(Payee payee, List<Payout> payouts) implements ToSettlement {}

    record RequestEscrow(BigInteger amount) implements ToSettlement {}

    record WithdrawEscrow() implements ToSettlement {}

    record PauseSettlement(long duration) implements ToSettlement {}

    record UnpauseSettlement() implements ToSettlement {}

    record SendToSettlement() implements ToSettlement {}

    /** The world's own step: the account's code begins or ends to refuse payments. */
    record RefusePayments(Account account, boolean refuses) implements Call {}
}
