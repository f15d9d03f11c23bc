package network.cuckoo.keys;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.math.BigInteger;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.sign.Signature;

/** Recovers and checks signers by libsecp256k1. Each signature has one accepted form: the one with the lower s (EIP-2). */
public final class SignatureCheck {
    private static final BigInteger HALF_ORDER =
            new BigInteger("7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", 16);

    private SignatureCheck() {}

    /** Who signed the digest. */
    public static Recovery recover(Hash32 digest, Signature signature) {
        if (signature.s().compareTo(HALF_ORDER) > 0) {
            return new Recovery.Invalid("the signature's s is in the upper half of the curve's order");
        }
        try {
            byte[] key = Secp256k1.get().ecdsaRecover(signature.rs(), digest.bytes(), signature.recoveryId());
            return new Recovery.Signer(PublicKeys.address(key));
        } catch (Secp256k1Exception e) {
            return new Recovery.Invalid("the signature fits no key");
        }
    }

    /** Whether the key of this address signed the digest. */
    public static boolean isBy(Address signer, Hash32 digest, Signature signature) {
        return recover(digest, signature).equals(new Recovery.Signer(signer));
    }
}
