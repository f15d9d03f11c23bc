package network.cuckoo.cli.chain;

import network.cuckoo.contracts.CuckooFaucet;
import network.cuckoo.contracts.CuckooGovernor;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

/** The contracts' bindings, for questions and for encoding calls; sending is {@link Sender}'s. */
public final class Bindings {
    private Bindings() {}

    public static CuckooStaking staking(ChainAccess chain, Address contract) {
        return CuckooStaking.load(contract.hex(), chain.web3j(), reader(chain), new DefaultGasProvider());
    }

    public static CuckooSettlement settlement(ChainAccess chain, Address contract) {
        return CuckooSettlement.load(contract.hex(), chain.web3j(), reader(chain), new DefaultGasProvider());
    }

    public static CuckooGovernor governor(ChainAccess chain, Address contract) {
        return CuckooGovernor.load(contract.hex(), chain.web3j(), reader(chain), new DefaultGasProvider());
    }

    public static CuckooFaucet faucet(ChainAccess chain, Address contract) {
        return CuckooFaucet.load(contract.hex(), chain.web3j(), reader(chain), new DefaultGasProvider());
    }

    private static TransactionManager reader(ChainAccess chain) {
        return new ReadonlyTransactionManager(chain.web3j(), Address.ZERO.hex());
    }
}
