package network.cuckoo.cli.staking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import network.cuckoo.cli.ExitCode;
import network.cuckoo.cli.chain.Ending;
import network.cuckoo.cli.chain.Landed;
import network.cuckoo.cli.chain.outbox.SignedForm;
import network.cuckoo.cli.chain.outbox.StoredTransaction;

/** What became of a stored transaction, as it is printed. @param json one object on the output instead of sentences */
record EndingReport(boolean json) {
    /** What it is. */
    static String text(StoredTransaction stored) {
        var text = new StringBuilder("nonce " + stored.nonce() + ": " + Words.harmless(stored.what()));
        stored.to().ifPresent(to -> text.append(", to ").append(to));
        text.append(", hands over ").append(stored.value().toCai());
        for (SignedForm form : stored.forms()) {
            text.append("\n  ")
                    .append(form.empty() ? "empty, to drop it: " : "signed as ")
                    .append(form.hash())
                    .append(" at up to ")
                    .append(Words.gwei(form.mostPerGas()));
        }
        return text.toString();
    }

    /** The end of a dry run. @return the exit code */
    int nothingSent(StoredTransaction stored) {
        if (json) {
            System.out.println(root(stored).put("dryRun", true));
        } else {
            System.out.println(text(stored) + "\nnothing was sent (--dry-run)");
        }
        return ExitCode.OK.number();
    }

    /** How it ended. @return the exit code */
    int done(StoredTransaction stored, Ending ending) {
        return switch (ending) {
            case Ending.Done done -> landed(stored, done.landed());
            case Ending.Dropped dropped -> {
                if (json) {
                    System.out.println(root(stored)
                            .put("dropped", true)
                            .put("transaction", dropped.transaction().hex())
                            .put("block", dropped.block().value()));
                } else {
                    System.out.println(Words.harmless(stored.what()) + " is dropped for ever, block " + dropped.block()
                            + ", empty transaction " + dropped.transaction());
                }
                yield ExitCode.OK.number();
            }
            case Ending.Displaced displaced -> {
                if (json) {
                    System.out.println(root(stored).put("displaced", true));
                } else {
                    System.out.println(Words.harmless(stored.what())
                            + " did not happen: another transaction of the account took its nonce, " + stored.nonce());
                }
                yield ExitCode.FAILED.number();
            }
        };
    }

    private int landed(StoredTransaction stored, Landed landed) {
        if (json) {
            System.out.println(root(stored)
                    .put("transaction", landed.hash().hex())
                    .put("block", landed.block().value())
                    .put("worked", landed.worked()));
        } else {
            System.out.println(Words.harmless(landed.what()) + (landed.worked() ? " is done" : " reverted") + ", block "
                    + landed.block() + ", transaction " + landed.hash());
        }
        return (landed.worked() ? ExitCode.OK : ExitCode.FAILED).number();
    }

    static ObjectNode root(StoredTransaction stored) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("nonce", stored.nonce().toString())
                .put("what", stored.what());
    }
}
