package network.cuckoo.cli.chain;

import network.cuckoo.cli.CommandFailure;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.outbox.Outbox;
import network.cuckoo.cli.chain.outbox.SignedForm;
import network.cuckoo.cli.chain.outbox.StoredTransaction;
import network.cuckoo.domain.Address;

/** Whether a stored transaction may be dropped: only what the node has never heard of, or forgot, and whose turn it is. */
final class DropCheck {
    private final ChainAccess chain;
    private final Address account;
    private final Outbox outbox;

    DropCheck(ChainAccess chain, Address account, Outbox outbox) {
        this.chain = chain;
        this.account = account;
        this.outbox = outbox;
    }

    /** @throws CommandFailure if it is in a block, may get into one any time, can't any more, or others come before it */
    void refuseWrong(StoredTransaction stored) {
        for (SignedForm form : stored.forms()) {
            if (chain.receipt(form.hash()).isPresent()) {
                throw refusal(stored, "is in a block already; the account's next command notes that");
            }
            if (!form.empty() && chain.knows(form.hash())) {
                throw refusal(
                        stored,
                        "is known to the node and may get into a block any time; `outbox replace --bump-fees` hurries it");
            }
        }
        if (chain.minedNonce(account).compareTo(stored.nonce()) > 0) {
            throw refusal(
                    stored,
                    "can't get into a block any more, its nonce is used; the account's next command clears it away");
        }
        outbox.unfinished().stream()
                .filter(each -> each.nonce().compareTo(stored.nonce()) < 0)
                .findFirst()
                .ifPresent(earlier -> {
                    throw refusal(stored, "waits for the one with nonce " + earlier.nonce() + "; see to that first");
                });
    }

    /** @throws CommandFailure if later ones could never get into a block without it */
    void refuseFollowed(StoredTransaction stored) {
        outbox.unfinished().stream()
                .filter(each -> each.nonce().compareTo(stored.nonce()) > 0)
                .findFirst()
                .ifPresent(later -> {
                    throw refusal(
                            stored, "comes before the one with nonce " + later.nonce() + ", which would wait for ever");
                });
    }

    private static CommandFailure refusal(StoredTransaction stored, String why) {
        return new CommandFailure(
                ExitCode.REFUSED, stored.what() + " (nonce " + stored.nonce() + ") is not dropped: it " + why);
    }
}
