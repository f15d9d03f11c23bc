package network.cuckoo.contracts;

import static java.util.Map.entry;

import java.util.Map;
import org.web3j.abi.datatypes.CustomError;

/** What each error of the contracts means, for a person; the forms are those of {@link SentenceTemplate}. */
final class ErrorSentences {

    /** Errors that both contracts have stand here once. */
    static final Map<CustomError, String> ALL = Map.ofEntries(
            entry(CuckooStaking.ALREADYREGISTERED_ERROR, "{0} is registered already."),
            entry(
                    CuckooStaking.BADARRAYS_ERROR,
                    "The lists must be of one length and not empty; they have {0} and {1} entries."),
            entry(
                    CuckooStaking.COMMISSIONTOOHIGH_ERROR,
                    "A commission of {0} basis points is above 10000, that is 100 %."),
            entry(
                    CuckooStaking.CONSENTEXPIRED_ERROR,
                    "The node's consent expired at {0:time}; let the node sign a new one."),
            entry(
                    CuckooStaking.CONSENTINVALID_ERROR,
                    "The signature is not the consent of node {0} to exactly these terms: owner, kind, deadline and the node's present nonce, on this chain and contract."),
            entry(CuckooStaking.COOLINGNOTREADY_ERROR, "Cooling entry {0} can be withdrawn from {1:time} on."),
            entry(CuckooStaking.COOLINGNOTYOURS_ERROR, "Cooling entry {0} belongs to {1}."),
            entry(CuckooStaking.COOLINGUNKNOWN_ERROR, "There is no cooling entry {0}, or it was withdrawn already."),
            entry(
                    CuckooStaking.DIRECTTRANSFERREFUSED_ERROR,
                    "The contract takes no plain transfers; stake by the stake call."),
            entry(
                    CuckooStaking.INFOTOOLONG_ERROR,
                    "The address or introduction has {0} bytes; at most {1} are allowed."),
            entry(CuckooStaking.INSUFFICIENTFREE_ERROR, "The free stake is {0:cai}, but {1:cai} are needed."),
            entry(
                    CuckooStaking.INSUFFICIENTSHARES_ERROR,
                    "The position in the pool of {0} has {1} shares, but {2} are needed."),
            entry(CuckooStaking.INVALIDPARAMETER_ERROR, "The parameter {0:key} is out of its range."),
            entry(CuckooStaking.INVALIDSHORTSTRING_ERROR, "A stored name is damaged."),
            entry(
                    CuckooStaking.KINDREFUSED_ERROR,
                    "Registering as {0:kind} is refused: this owner is registered as {1:kind}, and a kind never changes."),
            entry(CuckooStaking.NODEISOWNER_ERROR, "The node's address must differ from its owner's, {0}."),
            entry(CuckooStaking.NODETAKEN_ERROR, "Node {0} was registered by {1}, and a node never changes owners."),
            entry(CuckooStaking.NODEUNCHANGED_ERROR, "{0} is this candidate's node already."),
            entry(CuckooStaking.NOTREGISTERED_ERROR, "{0} is not registered as a miner or coordinator."),
            entry(CuckooStaking.OWNSTAKETOOLOW_ERROR, "The own stake is {0:cai}; at least {1:cai} are needed."),
            entry(CuckooStaking.PAYMENTFAILED_ERROR, "{0} did not accept a payment of {1:cai}."),
            entry(
                    CuckooStaking.POOLISCLOSED_ERROR,
                    "The pool of {0} was cut so deeply that it takes no stake any more."),
            entry(
                    CuckooStaking.REENTRANCYGUARDREENTRANTCALL_ERROR,
                    "The contract was called again while it was paying out."),
            entry(CuckooStaking.SAFECASTOVERFLOWEDUINTDOWNCAST_ERROR, "The number {1} does not fit in {0} bits."),
            entry(CuckooStaking.SAFECASTOVERFLOWEDUINTTOINT_ERROR, "The number {0} is too large."),
            entry(CuckooStaking.STRINGTOOLONG_ERROR, "The text is too long: {0}"),
            entry(CuckooStaking.VOTETOOSMALL_ERROR, "A vote of {0:cai} is below the minimum of {1:cai}."),
            entry(CuckooStaking.ZEROAMOUNT_ERROR, "The amount must be more than zero."),
            entry(CuckooSettlement.EMPTYTIP_ERROR, "The chain tip must not be zero."),
            entry(CuckooSettlement.NOTCOORDINATORNODE_ERROR, "{0} is not the present node of an active coordinator."));

    private ErrorSentences() {}
}
