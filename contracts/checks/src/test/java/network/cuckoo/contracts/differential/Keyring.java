package network.cuckoo.contracts.differential;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.Sign;

/** The accounts' keys, each made from its name, and what they sign. */
final class Keyring {

    private static final Bytes32 CONSENT_TYPE =
            text("NodeConsent(address owner,address node,uint8 kind,uint256 nonce,uint256 deadline)");
    private static final Bytes32 DOMAIN_TYPE =
            text("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");

    private final Map<Account, ECKeyPair> keys = new HashMap<>();

    Account account(String name) {
        var key = ECKeyPair.create(text("differential test: " + name).bytes());
        var account = new Account(name, new BigInteger(Keys.getAddress(key), 16));
        keys.put(account, key);
        return account;
    }

    /** The 65 bytes of an EIP-712 consent for this staking contract. */
    byte[] sign(Consent consent, Account staking) {
        var key = keys.get(consent.signer());
        if (key == null) {
            throw new IllegalArgumentException(consent.signer() + " has no key");
        }
        var signed = Sign.signMessage(digest(consent, staking), key, false);
        return ByteBuffer.allocate(65)
                .put(signed.getR())
                .put(signed.getS())
                .put(signed.getV())
                .array();
    }

    private static byte[] digest(Consent consent, Account staking) {
        var domain = Bytes32.keccak(
                DOMAIN_TYPE,
                text("CuckooStaking"),
                text("1"),
                Bytes32.of(SettlementModel.CHAIN_ID),
                new Bytes32(staking.address()));
        var terms = Bytes32.keccak(
                CONSENT_TYPE,
                new Bytes32(consent.owner().address()),
                new Bytes32(consent.node().address()),
                Bytes32.of(consent.kind().ordinal()),
                Bytes32.of(consent.nonce()),
                Bytes32.of(consent.deadline()));
        return Hash.sha3(ByteBuffer.allocate(66)
                .put((byte) 0x19)
                .put((byte) 0x01)
                .put(domain.bytes())
                .put(terms.bytes())
                .array());
    }

    private static Bytes32 text(String text) {
        return new Bytes32(new BigInteger(1, Hash.sha3(text.getBytes(StandardCharsets.UTF_8))));
    }
}
