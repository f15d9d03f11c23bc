package network.cuckoo.cli.chain;

import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.domain.Address;

/** Sees to it that addresses which somebody typed are a network's contracts. */
public final class ContractCheck {
    private ContractCheck() {}

    /** @throws CommandFailure if at one of the addresses is no contract, or another one, or the two don't belong together */
    public static void refuseMisfit(ChainAccess chain, NetworkContracts contracts) {
        refuseMissing(chain, "staking", contracts.staking());
        refuseMissing(chain, "settlement", contracts.settlement());
        refuseOtherStaking(chain, contracts.staking());
        Address named = stakingNamedBy(chain, contracts.settlement());
        if (!named.equals(contracts.staking())) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the settlement contract " + contracts.settlement() + " belongs to the staking contract " + named
                            + ", not to " + contracts.staking());
        }
    }

    /** @throws CommandFailure if the network's governor is not this one */
    public static void refuseOtherGovernor(ChainAccess chain, NetworkContracts contracts, Address wanted) {
        Address found = Address.parse(
                ChainAccess.read(Bindings.staking(chain, contracts.staking()).governance()).governor);
        if (!found.equals(wanted)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the governor of " + contracts.staking() + " is " + found + ", not " + wanted
                            + " (given as --governor)");
        }
    }

    private static void refuseMissing(ChainAccess chain, String name, Address contract) {
        if (!chain.hasContract(contract)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "chain " + chain.chainId() + " at " + chain.place() + " has no contract at " + contract
                            + " (given as --" + name + "); is it another chain, or was it started anew?");
        }
    }

    private static void refuseOtherStaking(ChainAccess chain, Address staking) {
        try {
            Bindings.staking(chain, staking).parameters().send();
        } catch (Exception e) { // web3j declares no narrower type
            throw new CommandFailure(
                    ExitCode.USAGE, "the contract at " + staking + " (given as --staking) is no CuckooStaking", e);
        }
    }

    private static Address stakingNamedBy(ChainAccess chain, Address settlement) {
        try {
            return Address.parse(
                    Bindings.settlement(chain, settlement).staking().send());
        } catch (Exception e) { // web3j declares no narrower type
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the contract at " + settlement + " (given as --settlement) is no CuckooSettlement",
                    e);
        }
    }
}
