package network.cuckoo.cli.chain.deploy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Bindings;
import network.cuckoo.cli.chain.Call;
import network.cuckoo.cli.chain.ChainAccess;
import network.cuckoo.cli.chain.Fees;
import network.cuckoo.cli.chain.Landed;
import network.cuckoo.cli.chain.NetworkContracts;
import network.cuckoo.cli.chain.Sender;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.Wei;

/** Puts a network's contracts on a chain: governor, staking, settlement, and on test networks a faucet. */
public final class NetworkDeployer {
    private final ChainAccess chain;
    private final NetworkPlan plan;

    public NetworkDeployer(ChainAccess chain, NetworkPlan plan) {
        this.chain = chain;
        this.plan = plan;
    }

    /** @throws CommandFailure if a governor that is there already is none whose delay is longer than cooldown and case window together */
    public void refuseMisfit() {
        plan.roles().governor().ifPresent(this::refuseOtherGovernor);
    }

    private void refuseOtherGovernor(Address governor) {
        if (!chain.hasContract(governor)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the governor must be a contract, and chain " + chain.chainId() + " has none at " + governor
                            + " (given as --existing-governor)");
        }
        long delaySeconds = delayOf(governor);
        Waits waits = plan.terms().waits();
        long exitSeconds = waits.cooldown().plus(waits.caseWindow()).toSeconds();
        if (delaySeconds <= exitSeconds) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the governor's delay must be longer than cooldown and case window together, so that stakers can leave"
                            + " first: that of " + governor + " is " + delaySeconds + " s, those are " + exitSeconds
                            + " s");
        }
    }

    private long delayOf(Address governor) {
        try {
            return Bindings.governor(chain, governor).getMinDelay().send().longValueExact();
        } catch (Exception e) { // web3j declares no narrower type
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the contract at " + governor
                            + " (given as --existing-governor) is no timelock: it tells no getMinDelay",
                    e);
        }
    }

    /**
     * What the deployment costs at most, with what the faucet is filled with.
     *
     * @throws CommandFailure if this chain can't take a contract of that size
     */
    public Wei mostCost() {
        BigInteger gas = BigInteger.ZERO;
        Wei value = Wei.ZERO;
        for (Call call : calls()) {
            CodeLimits.refuseTooLarge(chain, call);
            gas = gas.add(CodeLimits.gas(call));
            value = value.plus(call.value());
        }
        return Fees.suggestedBy(chain).most(gas).plus(value);
    }

    /** Deploys; three or four transactions of the sender's. A deployment that was cut off begins anew. */
    public DeployedNetwork deploy(Sender sender) {
        refuseUnpayable(sender.account());
        BlockNumber before = chain.head();
        List<Landed> done = new ArrayList<>();
        Address governor = plan.roles().governor().orElseGet(() -> contract(sender, governor(), done));
        Address staking = contract(sender, DeploymentCalls.staking(plan.terms(), plan.roles(), governor), done);
        Address settlement = contract(sender, settlement(staking), done);
        Optional<Address> faucet = plan.faucet().map(terms -> contract(sender, DeploymentCalls.faucet(terms), done));
        var contracts = new NetworkContracts(chain.chainId(), staking, settlement, before);
        return new DeployedNetwork(contracts, governor, faucet, done);
    }

    /** Before the first transaction, so that no network is left half made for want of money. */
    private void refuseUnpayable(Address deployer) {
        Wei needed = mostCost();
        Wei balance = chain.balanceOf(deployer);
        if (balance.compareTo(needed) < 0) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "deploying needs up to " + needed.toCai() + ", but " + deployer + " has " + balance.toCai());
        }
    }

    private static Address contract(Sender sender, Call call, List<Landed> done) {
        Landed landed = sender.send(call);
        done.add(landed);
        return landed.contract();
    }

    /** With the zero address where one is not known yet. */
    private List<Call> calls() {
        List<Call> calls = new ArrayList<>();
        if (plan.roles().governor().isEmpty()) {
            calls.add(governor());
        }
        calls.add(DeploymentCalls.staking(plan.terms(), plan.roles(), Address.ZERO));
        calls.add(settlement(Address.ZERO));
        plan.faucet().map(DeploymentCalls::faucet).ifPresent(calls::add);
        return calls;
    }

    private Call governor() {
        return DeploymentCalls.governor(
                plan.terms().waits().governorDelay(), plan.roles().council());
    }

    private Call settlement(Address staking) {
        return DeploymentCalls.settlement(staking, plan.terms().waits());
    }
}
