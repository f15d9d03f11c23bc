package network.cuckoo.cli.chain;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.BlockNumber;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.epoch.BlockHeader;
import network.cuckoo.domain.epoch.BlockTime;
import org.web3j.exceptions.MessageDecodingException;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameter;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthGetTransactionCount;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.protocol.exceptions.ClientConnectionException;
import org.web3j.protocol.http.HttpService;

/** A chain's node, asked over HTTP. Every call throws {@link CommandFailure} (unreachable) if the node does not answer. */
public final class ChainAccess implements AutoCloseable {
    private final URI url;
    private final HttpService service;
    private final Web3j web3j;

    public ChainAccess(URI url) {
        this.url = url;
        this.service = new HttpService(url.toString());
        this.web3j = Web3j.build(service);
    }

    public URI url() {
        return url;
    }

    /** Where the node answers, for people: providers put keys into the rest of the address. */
    public String place() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    public ChainId chainId() {
        return told(
                web3j.ethChainId(), answer -> new ChainId(answer.getChainId().longValueExact()));
    }

    public BlockNumber head() {
        return told(
                web3j.ethBlockNumber(),
                answer -> new BlockNumber(answer.getBlockNumber().longValueExact()));
    }

    /** Whether the node answers now. */
    public boolean answers() {
        try {
            return Optional.ofNullable(web3j.ethChainId().send())
                    .filter(answer -> !answer.hasError())
                    .isPresent();
        } catch (IOException | ClientConnectionException e) {
            return false;
        }
    }

    /** The block at this height; empty if the chain is not that long. */
    public Optional<BlockHeader> block(BlockNumber number) {
        var parameter = DefaultBlockParameter.valueOf(BigInteger.valueOf(number.value()));
        EthBlock.Block block = send(web3j.ethGetBlockByNumber(parameter, false)).getBlock();
        return Optional.ofNullable(block)
                .map(found -> new BlockHeader(
                        number,
                        Hash32.parse(found.getHash()),
                        new BlockTime(found.getTimestamp().longValueExact())));
    }

    /** The height of the block with this hash; empty if the node has none. */
    public Optional<BlockNumber> heightOf(Hash32 hash) {
        return Optional.ofNullable(
                        send(web3j.ethGetBlockByHash(hash.hex(), false)).getBlock())
                .map(block -> new BlockNumber(block.getNumber().longValueExact()));
    }

    /** Whether there is a contract at this address. */
    public boolean hasContract(Address address) {
        return codeBytes(address) > 0;
    }

    public Wei balanceOf(Address address) {
        return told(
                web3j.ethGetBalance(address.hex(), DefaultBlockParameterName.LATEST),
                answer -> new Wei(answer.getBalance()));
    }

    /** Calls a method of the node's that is no part of the standard and returns its text; null results come back as empty text. */
    String raw(String method, Object... parameters) {
        String result = send(new Request<>(method, List.of(parameters), service, TextResponse.class))
                .getResult();
        return result == null ? "" : result;
    }

    /** The node's answer to a method that web3j does not know, which may be an error. @throws CommandFailure if there is none */
    <T extends Response<?>> T askRaw(String method, Class<T> form, Object... parameters) {
        return ask(new Request<>(method, List.of(parameters), service, form));
    }

    /** The hash of block 0, which tells chains of one id apart. */
    public Hash32 genesis() {
        return block(new BlockNumber(0))
                .orElseThrow(() -> new CommandFailure(ExitCode.FAILED, "the node at " + place() + " has no block 0"))
                .hash();
    }

    /** Units of gas that a block holds. */
    public BigInteger blockGasLimit() {
        return send(web3j.ethGetBlockByNumber(DefaultBlockParameterName.LATEST, false))
                .getBlock()
                .getGasLimit();
    }

    /** Bytes of code at this address. */
    public int codeBytes(Address contract) {
        return told(
                web3j.ethGetCode(contract.hex(), DefaultBlockParameterName.LATEST),
                answer -> answer.getCode().length() / 2 - 1);
    }

    /** The time of the head. */
    public BlockTime now() {
        return block(head()).orElseThrow().time();
    }

    /** The nonce of the account's next transaction, those included that the node knows and no block has. */
    BigInteger nextNonce(Address account) {
        return told(
                web3j.ethGetTransactionCount(account.hex(), DefaultBlockParameterName.PENDING),
                EthGetTransactionCount::getTransactionCount);
    }

    /** How many transactions of the account are in blocks. */
    BigInteger minedNonce(Address account) {
        return told(
                web3j.ethGetTransactionCount(account.hex(), DefaultBlockParameterName.LATEST),
                EthGetTransactionCount::getTransactionCount);
    }

    /** What a transaction did; empty while it is in no block. */
    Optional<TransactionReceipt> receipt(Hash32 transaction) {
        return send(web3j.ethGetTransactionReceipt(transaction.hex())).getTransactionReceipt();
    }

    /** Whether the node knows a transaction, in a block or on its way into one. */
    boolean knows(Hash32 transaction) {
        return send(web3j.ethGetTransactionByHash(transaction.hex()))
                .getTransaction()
                .isPresent();
    }

    /** What a contract answers. @throws CommandFailure if there is no answer, or none that fits */
    public static <T> T read(RemoteFunctionCall<T> question) {
        try {
            return question.send();
        } catch (IOException | ClientConnectionException e) {
            throw new CommandFailure(ExitCode.UNREACHABLE, "the chain's node does not answer: " + e.getMessage(), e);
        } catch (Exception e) { // web3j declares no narrower type
            throw new CommandFailure(ExitCode.FAILED, "can't read the contract: " + e.getMessage(), e);
        }
    }

    public Web3j web3j() {
        return web3j;
    }

    /** What a node must be able to tell. @throws CommandFailure if it answers an error, nothing, or what can't be read */
    private <T extends Response<?>, R> R told(Request<?, T> request, Function<T, R> reading) {
        T response = send(request);
        if (response.getResult() == null) {
            throw senseless(request);
        }
        try {
            return reading.apply(response);
        } catch (MessageDecodingException | ArithmeticException | IllegalArgumentException e) {
            throw senseless(request);
        }
    }

    private CommandFailure senseless(Request<?, ?> request) {
        return new CommandFailure(
                ExitCode.UNREACHABLE,
                "what answers at " + place() + " does not tell " + request.getMethod()
                        + " as a chain's node does; is the address right?");
    }

    /** The node's answer. @throws CommandFailure if there is none, or it is an error */
    <T extends Response<?>> T send(Request<?, T> request) {
        T response = ask(request);
        if (response.hasError()) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "the chain's node at " + place() + " refused " + request.getMethod() + ": "
                            + response.getError().getMessage());
        }
        return response;
    }

    /** The node's answer, which may be an error. @throws CommandFailure if there is none */
    <T extends Response<?>> T ask(Request<?, T> request) {
        try {
            return Optional.ofNullable(request.send()).orElseThrow(() -> senseless(request));
        } catch (IOException | ClientConnectionException e) {
            throw new CommandFailure(
                    ExitCode.UNREACHABLE, "the chain's node at " + place() + " does not answer: " + e.getMessage(), e);
        }
    }

    /** The node's answer, which may be an error; empty if none came. */
    <T extends Response<?>> Optional<T> tryAsk(Request<?, T> request) {
        try {
            return Optional.ofNullable(request.send());
        } catch (IOException | ClientConnectionException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        web3j.shutdown();
    }

    /** An answer that is one text, or null. */
    public static final class TextResponse extends Response<String> {}
}
