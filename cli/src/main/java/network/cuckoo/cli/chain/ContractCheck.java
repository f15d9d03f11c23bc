package network.cuckoo.cli.chain;

import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

/** Sees to it that addresses which somebody typed are a network's contracts. */
public final class ContractCheck {
    private ContractCheck() {}

    /** @throws CommandFailure if at one of the addresses is no contract, or another one, or the two don't belong together */
    public static void refuseMisfit(ChainAccess chain, NetworkContracts contracts) {
        refuseMissing(chain, "staking", contracts.staking());
        refuseMissing(chain, "settlement", contracts.settlement());
        var reader = new ReadonlyTransactionManager(chain.web3j(), Address.ZERO.hex());
        refuseOtherStaking(chain, contracts.staking(), reader);
        Address named = stakingNamedBy(chain, contracts.settlement(), reader);
        if (!named.equals(contracts.staking())) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the settlement contract " + contracts.settlement() + " belongs to the staking contract " + named
                            + ", not to " + contracts.staking());
        }
    }

    private static void refuseMissing(ChainAccess chain, String name, Address contract) {
        if (!chain.hasContract(contract)) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "chain " + chain.chainId() + " at " + chain.url() + " has no contract at " + contract
                            + " (given as --" + name + "); is it another chain, or was it started anew?");
        }
    }

    private static void refuseOtherStaking(ChainAccess chain, Address staking, TransactionManager reader) {
        try {
            CuckooStaking.load(staking.hex(), chain.web3j(), reader, new DefaultGasProvider())
                    .parameters()
                    .send();
        } catch (Exception e) { // web3j declares no narrower type
            throw new CommandFailure(
                    ExitCode.USAGE, "the contract at " + staking + " (given as --staking) is no CuckooStaking", e);
        }
    }

    private static Address stakingNamedBy(ChainAccess chain, Address settlement, TransactionManager reader) {
        try {
            return Address.parse(
                    CuckooSettlement.load(settlement.hex(), chain.web3j(), reader, new DefaultGasProvider())
                            .staking()
                            .send());
        } catch (Exception e) { // web3j declares no narrower type
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "the contract at " + settlement + " (given as --settlement) is no CuckooSettlement",
                    e);
        }
    }
}
