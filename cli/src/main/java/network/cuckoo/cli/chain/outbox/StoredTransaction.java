package network.cuckoo.cli.chain.outbox;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import network.cuckoo.domain.Address;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.Wei;

/**
 * One transaction of an account, in every form in which it was signed: they share the nonce, so only one of them can get into a
 * block.
 *
 * @param what it does, in words
 * @param intent the same for a command that is run again, whatever changes with the time of day
 * @param to the contract or account; empty for a deployment
 * @param data the call, hex with 0x
 * @param gasLimit units of gas
 * @param oldKind with one gas price instead of fees as in EIP-1559
 * @param forms oldest first, at least one; a later one replaces the earlier by higher fees
 * @param outcome what became of it; empty while that is open
 */
public record StoredTransaction(
        BigInteger nonce,
        String what,
        Hash32 intent,
        Optional<Address> to,
        String data,
        Wei value,
        BigInteger gasLimit,
        boolean oldKind,
        List<SignedForm> forms,
        Optional<String> outcome) {
    public StoredTransaction {
        forms = List.copyOf(forms);
        if (forms.isEmpty()) {
            throw new IllegalArgumentException("a stored transaction must be signed");
        }
    }

    /** The form to broadcast. */
    public SignedForm newest() {
        return forms.getLast();
    }

    /** Whether it is to do nothing any more, as far as that can still be reached. */
    public boolean isBeingDropped() {
        return newest().empty();
    }

    /** Whether the form of this hash is one that does nothing. */
    public boolean isEmptyForm(Hash32 hash) {
        return forms.stream().anyMatch(form -> form.empty() && form.hash().equals(hash));
    }

    /** The same transaction with one more form. */
    public StoredTransaction with(SignedForm form) {
        List<SignedForm> more = Stream.concat(forms.stream(), Stream.of(form)).toList();
        return new StoredTransaction(nonce, what, intent, to, data, value, gasLimit, oldKind, more, outcome);
    }

    StoredTransaction ended(String how) {
        return new StoredTransaction(nonce, what, intent, to, data, value, gasLimit, oldKind, forms, Optional.of(how));
    }
}
