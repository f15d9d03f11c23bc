package network.cuckoo.cli.chain;

import java.math.BigInteger;
import java.util.Optional;
import network.cuckoo.cli.chain.outbox.SignedForm;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.ChainId;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;
import network.cuckoo.domain.hash.Keccak256;
import network.cuckoo.keys.NodeKey;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.utils.Numeric;

/** Makes transactions' bytes: of type 2 (EIP-1559), or for chains without base fees the old ones with the chain's id (EIP-155). */
final class Signing {
    private Signing() {}

    static SignedForm sign(
            NodeKey key,
            ChainId chain,
            BigInteger nonce,
            Optional<Address> to,
            String data,
            Wei value,
            BigInteger gasLimit,
            Fees fees) {
        var credentials = Credentials.create(key.revealHex());
        String target = to.map(Address::hex).orElse("");
        byte[] bytes = fees.oldKind()
                ? TransactionEncoder.signMessage(
                        RawTransaction.createTransaction(
                                nonce, fees.mostPerGas().value(), gasLimit, target, value.value(), data),
                        chain.value(),
                        credentials)
                : TransactionEncoder.signMessage(
                        RawTransaction.createTransaction(
                                chain.value(),
                                nonce,
                                gasLimit,
                                target,
                                value.value(),
                                data,
                                fees.tipPerGas().value(),
                                fees.mostPerGas().value()),
                        credentials);
        Hash32 hash = Keccak256.hash(bytes);
        return new SignedForm(hash, Numeric.toHexString(bytes), fees.mostPerGas(), fees.tipPerGas());
    }
}
