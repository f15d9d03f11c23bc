package network.cuckoo.cli.chain;

import java.math.BigDecimal;
import java.math.BigInteger;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.core.RemoteCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.Transfer;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.StaticGasProvider;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;
import org.web3j.utils.Convert;

/** One account that sends transactions, one after the other, and waits until each is in a block. */
final class Sender {
    private static final BigInteger GAS_LIMIT = BigInteger.valueOf(8_000_000);
    private static final BigInteger TRANSFER_GAS = BigInteger.valueOf(21_000);
    private static final long RECEIPT_POLL_MILLIS = 50;
    private static final int RECEIPT_POLLS = 2_400;

    private final ChainAccess chain;
    private final TransactionManager transactions;
    private final ContractGasProvider gas;

    Sender(ChainAccess chain, ChainId chainId, NodeKey key) {
        this.chain = chain;
        var receipts = new PollingTransactionReceiptProcessor(chain.web3j(), RECEIPT_POLL_MILLIS, RECEIPT_POLLS);
        this.transactions = new RawTransactionManager(
                chain.web3j(), Credentials.create(key.revealHex()), chainId.value(), receipts);
        BigInteger price = chain.send(chain.web3j().ethGasPrice()).getGasPrice().multiply(BigInteger.TWO);
        this.gas = new StaticGasProvider(price, GAS_LIMIT);
    }

    CuckooStaking staking(NetworkContracts contracts) {
        return CuckooStaking.load(contracts.staking().hex(), chain.web3j(), transactions, gas);
    }

    CuckooSettlement settlement(NetworkContracts contracts) {
        return CuckooSettlement.load(contracts.settlement().hex(), chain.web3j(), transactions, gas);
    }

    CuckooStaking deployStaking(CuckooStaking.Parameters parameters) {
        return call(
                "deploying the staking contract", CuckooStaking.deploy(chain.web3j(), transactions, gas, parameters));
    }

    CuckooSettlement deploySettlement(String staking) {
        return call(
                "deploying the settlement contract",
                CuckooSettlement.deploy(chain.web3j(), transactions, gas, staking));
    }

    /** Sends an amount to an account without code. @throws CommandFailure if the transaction was refused */
    void pay(Address to, Wei amount) {
        var transfer = new Transfer(chain.web3j(), transactions);
        transact(
                "sending " + amount.toCai() + " to " + to,
                transfer.sendFunds(
                        to.hex(), new BigDecimal(amount.value()), Convert.Unit.WEI, gas.getGasPrice(), TRANSFER_GAS));
    }

    /** @throws CommandFailure if the transaction was refused or reverted */
    void transact(String what, RemoteCall<TransactionReceipt> transaction) {
        TransactionReceipt receipt = call(what, transaction);
        if (!receipt.isStatusOK()) {
            throw new CommandFailure(ExitCode.FAILED, what + " reverted: transaction " + receipt.getTransactionHash());
        }
    }

    private static <T> T call(String what, RemoteCall<T> call) {
        try {
            return call.send();
        } catch (Exception e) { // web3j declares no narrower type
            throw new CommandFailure(ExitCode.FAILED, what + " failed: " + e.getMessage(), e);
        }
    }
}
