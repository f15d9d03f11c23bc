package network.cuckoo.cli.chain;

import java.util.Optional;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;

/**
 * A transaction that somebody wants to send.
 *
 * @param what it does, in words, e.g. {@code staking 100 CAI}
 * @param to the contract or account; empty for a deployment
 * @param data the encoded call, hex with 0x; of a deployment code and arguments
 * @param intent names what is wanted: if a command is cut off and run again, equal intents are one transaction
 */
public record Call(String what, Optional<Address> to, String data, Wei value, Hash32 intent) {
    /** A call of a contract's function, without tokens. */
    public static Call of(String what, Address contract, RemoteFunctionCall<TransactionReceipt> function) {
        return paying(what, contract, function, Wei.ZERO);
    }

    /** A call of a contract's function, with tokens. */
    public static Call paying(
            String what, Address contract, RemoteFunctionCall<TransactionReceipt> function, Wei value) {
        return plain(what, Optional.of(contract), function.encodeFunctionCall(), value);
    }

    /** A payment to an account or contract. */
    public static Call payment(Address to, Wei value) {
        return plain("sending " + value.toCai() + " to " + to, Optional.of(to), "0x", value);
    }

    /** A deployment. */
    public static Call deployment(String what, String code, String encodedArguments, Wei value) {
        String data = code + encodedArguments;
        return plain(what, Optional.empty(), data.startsWith("0x") ? data : "0x" + data, value);
    }

    private static Call plain(String what, Optional<Address> to, String data, Wei value) {
        String target = to.map(Address::hex).orElse("");
        return new Call(what, to, data, value, Keccak256.hash(target + "|" + data + "|" + value));
    }

    /** The same call by another name. */
    Call named(String name) {
        return new Call(name, to, data, value, intent);
    }

    /** The same call with an intent in words, for calls whose data change with the time of day. */
    public Call meaning(String words) {
        return new Call(what, to, data, value, intent(words));
    }

    /** The intent that these words name. */
    public static Hash32 intent(String words) {
        return Keccak256.hash(words);
    }
}
