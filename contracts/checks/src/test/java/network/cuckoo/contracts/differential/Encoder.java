package network.cuckoo.contracts.differential;

import static network.cuckoo.contracts.differential.Exact.big;

import java.math.BigInteger;
import java.util.List;
import network.cuckoo.contracts.CuckooGovernor;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import org.web3j.protocol.core.RemoteFunctionCall;

/** The model's calls as the generated bindings encode them. */
final class Encoder {

    private final CuckooStaking staking;
    private final CuckooSettlement settlement;
    private final CuckooGovernor governor;
    private final Account stakingAccount;
    private final Keyring keyring;

    Encoder(
            CuckooStaking staking,
            CuckooSettlement settlement,
            CuckooGovernor governor,
            Account stakingAccount,
            Keyring keyring) {
        this.staking = staking;
        this.settlement = settlement;
        this.governor = governor;
        this.stakingAccount = stakingAccount;
        this.keyring = keyring;
    }

    String encode(Call.ToStaking call) {
        return switch (call) {
            case Call.Stake() -> data(staking.stake(BigInteger.ZERO));
            case Call.Unstake(var amount) -> data(staking.unstake(amount));
            case Call.Vote(var candidates, var amounts) -> data(staking.vote(addresses(candidates), amounts));
            case Call.Unvote(var candidates, var shares) -> data(staking.unvote(addresses(candidates), shares));
            case Call.Withdraw(var ids, var toFree) ->
                data(staking.withdraw(ids.stream().map(BigInteger::valueOf).toList(), toFree));
            case Call.Register register -> data(register(register));
            case Call.RotateNode(var node, var deadline, var consent) ->
                data(staking.rotateNode(Anvil.address(node), big(deadline), keyring.sign(consent, stakingAccount)));
            case Call.UpdateInfo(var urlBytes, var infoBytes) ->
                data(staking.updateInfo("u".repeat(urlBytes), "i".repeat(infoBytes)));
            case Call.SetCommission(var bps) -> data(staking.setCommission(big(bps)));
            case Call.Deregister() -> data(staking.deregister());
            case Call.FundRewards(var candidate) ->
                data(staking.fundRewards(Anvil.address(candidate), BigInteger.ZERO));
            case Call.ClaimRewards(var candidates) -> data(staking.claimRewards(addresses(candidates)));
            case Call.ClaimCredit() -> data(staking.claimCredit());
            case Call.Propose(var candidate, var digest, var offenceAt) ->
                data(staking.propose(
                        Anvil.address(candidate),
                        digest.bytes(),
                        digest.bytes(),
                        "uri",
                        big(offenceAt),
                        BigInteger.ZERO));
            case Call.Answer(var id) ->
                data(staking.answer(big(id), Bytes32.of(id).bytes(), "uri"));
            case Call.Decide(var id, var bps) -> data(staking.decide(big(id), big(bps)));
            case Call.Veto(var id) -> data(staking.veto(big(id)));
            case Call.Execute(var id) -> data(staking.execute(big(id)));
            case Call.Expire(var id) -> data(staking.expire(big(id)));
            case Call.PauseStaking(var duration) -> data(staking.pause(big(duration)));
            case Call.UnpauseStaking() -> data(staking.unpause());
            case Call.SendToStaking() -> "0x";
            case Call.Govern setting -> data(govern(setting));
        };
    }

    private RemoteFunctionCall<?> register(Call.Register call) {
        return staking.register(
                big(call.kind().ordinal()),
                Anvil.address(call.node()),
                call.ownVote(),
                big(call.commission()),
                "u".repeat(call.urlBytes()),
                "i".repeat(call.infoBytes()),
                big(call.deadline()),
                keyring.sign(call.consent(), stakingAccount));
    }

    private RemoteFunctionCall<?> govern(Call.Govern call) {
        return switch (call) {
            case Call.SetArbiter(var account) -> staking.setArbiter(Anvil.address(account));
            case Call.SetTreasury(var account, var shareBps) ->
                staking.setTreasury(Anvil.address(account), big(shareBps));
            case Call.SetPauseGuardian(var account) -> staking.setPauseGuardian(Anvil.address(account));
            case Call.SetCaseBond(var bond) -> staking.setCaseBond(bond);
            case Call.SetMaxSlash(var bps) -> staking.setMaxSlash(big(bps));
            case Call.SetModelPolicy(var model, var policy) -> staking.setModelPolicy(model.bytes(), policy.bytes());
            case Call.SetReferee(var account, var appointed) -> staking.setReferee(Anvil.address(account), appointed);
        };
    }

    String encode(Call.ToSettlement call) {
        return switch (call) {
            case Call.SetChainTip(var tip) -> data(settlement.setChainTip(tip.bytes()));
            case Call.Deposit(var coordinator, var appRef) ->
                data(settlement.deposit(Anvil.address(coordinator), appRef.bytes(), BigInteger.ZERO));
            case Call.PostEpoch(var epoch, var payoutRoot, var amount, var logRoot, var secret) ->
                data(settlement.postEpoch(big(epoch), payoutRoot.bytes(), amount, logRoot.bytes(), secret.bytes()));
            case Call.RejectRoot(var coordinator, var epoch) ->
                data(settlement.rejectRoot(Anvil.address(coordinator), big(epoch)));
            case Call.Claim(var payee, var payouts) ->
                data(settlement.claim(
                        Anvil.address(payee.coordinator()),
                        Anvil.address(payee.account()),
                        payee.toPool(),
                        payouts.stream().map(Encoder::payout).toList()));
            case Call.RequestEscrow(var amount) -> data(settlement.requestEscrow(amount));
            case Call.WithdrawEscrow() -> data(settlement.withdrawEscrow());
            case Call.PauseSettlement(var duration) -> data(settlement.pause(big(duration)));
            case Call.UnpauseSettlement() -> data(settlement.unpause());
            case Call.SendToSettlement() -> "0x";
        };
    }

    private static CuckooSettlement.Payout payout(Payout payout) {
        return new CuckooSettlement.Payout(
                big(payout.epoch()),
                payout.amountWei(),
                payout.proof().stream().map(Bytes32::bytes).toList());
    }

    String encode(Call.ToGovernor call) {
        var stakingAddress = Anvil.address(stakingAccount);
        return switch (call) {
            case Call.Accuse(var candidate, var digest, var offenceAt) ->
                data(governor.accuse(
                        stakingAddress,
                        Anvil.address(candidate),
                        digest.bytes(),
                        digest.bytes(),
                        "uri",
                        big(offenceAt),
                        BigInteger.ZERO));
            case Call.CouncilVeto(var id) -> data(governor.veto(stakingAddress, big(id)));
            case Call.CouncilUnpause(var ofSettlement) ->
                data(governor.unpause(ofSettlement ? settlement.getContractAddress() : stakingAddress));
        };
    }

    private static String data(RemoteFunctionCall<?> call) {
        return call.encodeFunctionCall();
    }

    private static List<String> addresses(List<Account> accounts) {
        return accounts.stream().map(Anvil::address).toList();
    }
}
