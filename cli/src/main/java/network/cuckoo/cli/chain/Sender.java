package network.cuckoo.cli.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.util.Optional;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.contracts.ContractError;
import network.cuckoo.contracts.ContractErrors;
import network.cuckoo.contracts.CuckooSettlement;
import network.cuckoo.contracts.CuckooStaking;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.keys.NodeKey;
import org.web3j.crypto.Credentials;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteCall;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.request.Transaction;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.exceptions.TransactionException;
import org.web3j.tx.RawTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.StaticEIP1559GasProvider;
import org.web3j.tx.response.PollingTransactionReceiptProcessor;

/** One account that sends transactions, one after the other, and waits until each is in a block. */
final class Sender {
    private static final BigInteger GAS_LIMIT = BigInteger.valueOf(8_000_000);
    private static final BigInteger TRANSFER_GAS = BigInteger.valueOf(21_000);
    private static final long RECEIPT_POLL_MILLIS = 50;
    private static final int RECEIPT_POLLS = 2_400;

    private final ChainAccess chain;
    private final Address sender;
    private final TransactionManager transactions;
    private final PollingTransactionReceiptProcessor receipts;
    private final StaticEIP1559GasProvider gas;

    Sender(ChainAccess chain, ChainId chainId, NodeKey key) {
        this.chain = chain;
        this.sender = key.address();
        this.receipts = new PollingTransactionReceiptProcessor(chain.web3j(), RECEIPT_POLL_MILLIS, RECEIPT_POLLS);
        this.transactions = new RawTransactionManager(
                chain.web3j(), Credentials.create(key.revealHex()), chainId.value(), receipts);
        this.gas = gas(chain, chainId);
    }

    /** Fees of EIP-1559: at most twice the present base fee, and the tip that the node suggests. */
    private static StaticEIP1559GasProvider gas(ChainAccess chain, ChainId chainId) {
        BigInteger tip = chain.send(chain.web3j().ethMaxPriorityFeePerGas()).getMaxPriorityFeePerGas();
        BigInteger base = chain.send(chain.web3j().ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
                .getBlock()
                .getBaseFeePerGas();
        BigInteger most = base.multiply(BigInteger.TWO).add(tip);
        return new StaticEIP1559GasProvider(chainId.value(), most, tip, GAS_LIMIT);
    }

    CuckooStaking staking(NetworkContracts contracts) {
        return CuckooStaking.load(contracts.staking().hex(), chain.web3j(), transactions, gas);
    }

    CuckooSettlement settlement(NetworkContracts contracts) {
        return CuckooSettlement.load(contracts.settlement().hex(), chain.web3j(), transactions, gas);
    }

    CuckooStaking deployStaking(CuckooStaking.Parameters parameters) {
        refuseUnpayable("deploying the staking contract", BigInteger.ZERO);
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
        transact("sending " + amount.toCai() + " to " + to, new RemoteCall<>(() -> transfer(to, amount)));
    }

    private TransactionReceipt transfer(Address to, Wei amount) throws IOException, TransactionException {
        EthSendTransaction sent = transactions.sendEIP1559Transaction(
                gas.getChainId(),
                gas.getMaxPriorityFeePerGas(),
                gas.getMaxFeePerGas(),
                TRANSFER_GAS,
                to.hex(),
                "",
                amount.value());
        if (sent.hasError()) {
            throw new TransactionException(sent.getError().getMessage());
        }
        return receipts.waitForTransactionReceipt(sent.getTransactionHash());
    }

    /**
     * Tries a call without sending it.
     *
     * @return why the contract would refuse it; empty if it would not
     * @throws CommandFailure if the node can't tell
     */
    Optional<ContractError> rehearse(String what, Address contract, RemoteFunctionCall<?> call, BigInteger value) {
        var transaction = Transaction.createFunctionCallTransaction(
                sender.hex(), null, null, GAS_LIMIT, contract.hex(), value, call.encodeFunctionCall());
        try {
            EthCall answer = chain.web3j()
                    .ethCall(transaction, DefaultBlockParameterName.LATEST)
                    .send();
            if (!answer.hasError()) {
                return Optional.empty();
            }
            return Optional.of(ContractErrors.decode(answer.getError().getData())
                    .orElseThrow(() -> new CommandFailure(
                            ExitCode.REFUSED,
                            what + " is refused: " + answer.getError().getMessage())));
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, "the chain's node at " + chain.url() + " does not answer: " + e, e);
        }
    }

    /**
     * Sends a call that a rehearsal found nothing wrong with.
     *
     * @param value what goes with it, in wei
     * @return the transaction's hash
     * @throws CommandFailure if the account can't pay for it, or the contract refuses it, with the contract's reason
     */
    Hash32 transact(
            String what, Address contract, RemoteFunctionCall<TransactionReceipt> transaction, BigInteger value) {
        refuseUnpayable(what, value);
        rehearse(what, contract, transaction, value).ifPresent(error -> {
            throw refused(what, error);
        });
        return transact(what, transaction);
    }

    /** What a person is told about a refusal. */
    static CommandFailure refused(String what, ContractError error) {
        return new CommandFailure(
                ExitCode.REFUSED, what + " is refused: " + error.sentence() + " [" + error.name() + "]");
    }

    private void refuseUnpayable(String what, BigInteger value) {
        Wei needed = new Wei(gas.getGasPrice().multiply(GAS_LIMIT).add(value));
        Wei balance = chain.balanceOf(sender);
        if (balance.compareTo(needed) < 0) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    what + " needs up to " + needed.toCai() + " with gas, but " + sender + " has " + balance.toCai());
        }
    }

    private Hash32 transact(String what, RemoteCall<TransactionReceipt> transaction) {
        TransactionReceipt receipt = call(what, transaction);
        if (!receipt.isStatusOK()) {
            throw new CommandFailure(ExitCode.FAILED, what + " reverted: transaction " + receipt.getTransactionHash());
        }
        return Hash32.parse(receipt.getTransactionHash());
    }

    private static <T> T call(String what, RemoteCall<T> call) {
        try {
            return call.send();
        } catch (Exception e) { // web3j declares no narrower type
            throw new CommandFailure(ExitCode.FAILED, what + " failed: " + e.getMessage(), e);
        }
    }
}
