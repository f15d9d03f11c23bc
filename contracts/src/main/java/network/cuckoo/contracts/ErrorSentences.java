package network.cuckoo.contracts;

import static java.util.Map.entry;

import java.util.Map;
import org.web3j.abi.datatypes.CustomError;

/** What each error of the contracts means, for a person; the forms are those of {@link SentenceTemplate}. */
final class ErrorSentences {

    /** Errors that several contracts have stand here once. */
    static final Map<CustomError, String> ALL = Map.ofEntries(
            entry(
                    CuckooStaking.ACCUSATIONTOOSOON_ERROR,
                    "A case of yours against {0} is open, or ended without a cut: you may accuse it again from {1:time} on; an open one that ends sooner brings that nearer."),
            entry(CuckooStaking.ALREADYANSWERED_ERROR, "Case {0} was answered already."),
            entry(CuckooStaking.ALREADYPUNISHED_ERROR, "{0} was cut for {1} already."),
            entry(CuckooStaking.EMPTYDIGEST_ERROR, "A case must name what it is about; the result digest is zero."),
            entry(CuckooStaking.NOTALLOWED_ERROR, "{0} holds none of the roles that may do this."),
            entry(CuckooStaking.NOTPAUSED_ERROR, "Nothing is paused."),
            entry(CuckooStaking.NOTHINGTOCLAIM_ERROR, "There is nothing to pay out."),
            entry(
                    CuckooStaking.OFFENCEOUTOFWINDOW_ERROR,
                    "The offence at {0:time} lies in the future or longer ago than the evidence window, seen from {1:time}."),
            entry(CuckooStaking.PAUSED_ERROR, "This is paused until {0:time}; what takes money out is not."),
            entry(CuckooStaking.PAUSETOOLONG_ERROR, "A pause of {0} seconds is refused; at most {1} are allowed."),
            entry(CuckooStaking.PAUSETOOSOON_ERROR, "The next pause may begin at {0:time}."),
            entry(
                    CuckooStaking.POOLFROZEN_ERROR,
                    "A case holds the pool of {0} until {1:time}: no withdrawals, and no votes by others."),
            entry(CuckooStaking.SLASHTOOHIGH_ERROR, "A cut of {0} basis points is above the largest allowed, {1}."),
            entry(
                    CuckooStaking.TOOEARLY_ERROR,
                    "It is too early for this step of case {0}; it may come from {1:time} on."),
            entry(
                    CuckooStaking.TOOLATE_ERROR,
                    "It is too late for this step of case {0}; its last moment was {1:time}."),
            entry(CuckooStaking.WRONGBOND_ERROR, "The bond sent is {0:cai}, but an accusation costs exactly {1:cai}."),
            entry(CuckooStaking.WRONGSTATUS_ERROR, "Case {0} {1:status}, so this step is not possible."),
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
            entry(
                    CuckooSettlement.COORDINATORINACTIVE_ERROR,
                    "The coordinator {0} is inactive: its own stake is too low, or its registration ended."),
            entry(CuckooSettlement.EPOCHNOTOVER_ERROR, "Epoch {0} is not over; the chain is in epoch {1}."),
            entry(
                    CuckooSettlement.EPOCHPASSED_ERROR,
                    "Epoch {0} is not after {1}, the last one revealed, or the last one before the chain tip."),
            entry(CuckooSettlement.ESCROWNOTREADY_ERROR, "The requested escrow may be taken from {0:time} on."),
            entry(
                    CuckooSettlement.ESCROWREQUESTOVER_ERROR,
                    "The request for escrow was good until {0:time}; it must be made again."),
            entry(
                    CuckooSettlement.ESCROWTOOSMALL_ERROR,
                    "The escrow has {0:cai} that no root commits, but {1:cai} are needed."),
            entry(CuckooSettlement.NOESCROWREQUEST_ERROR, "No escrow is requested."),
            entry(
                    CuckooSettlement.NOROOT_ERROR,
                    "{0} has no standing root for epoch {1}: none was posted, or it was rejected."),
            entry(CuckooSettlement.NOTCOORDINATOR_ERROR, "{0} is not a registered coordinator."),
            entry(
                    CuckooSettlement.PROOFINVALID_ERROR,
                    "The root of epoch {0} does not contain exactly this account, amount and way of payment."),
            entry(CuckooSettlement.ROOTFINAL_ERROR, "The root is final since {0:time} and stays."),
            entry(CuckooSettlement.ROOTNOTFINAL_ERROR, "The root is final from {0:time} on."),
            entry(
                    CuckooSettlement.ROOTSPENT_ERROR,
                    "The root of epoch {0} has {1:cai} left, but {2:cai} are claimed: its leaves say more than was set aside."),
            entry(
                    CuckooSettlement.ROOTWITHOUTAMOUNT_ERROR,
                    "A payout root needs an amount, and an amount a root; given are {0} and {1:cai}."),
            entry(
                    CuckooSettlement.SECRETTOOFAR_ERROR,
                    "The last reveal is {0} epochs ago and one call reaches over {1}; set a new chain tip."),
            entry(
                    CuckooSettlement.SECRETWRONG_ERROR,
                    "The secret of epoch {0} does not lead to the last reveal in {1} steps, or there is no tip for that epoch."),
            entry(CuckooFaucet.FAUCETEMPTY_ERROR, "The faucet holds {0:cai}, less than a portion of {1:cai}."),
            entry(
                    CuckooFaucet.ROUNDISOVER_ERROR,
                    "The faucet has given all portions of this round; the next begins at {0:time}."),
            entry(CuckooFaucet.TOOSOON_ERROR, "{0} had its portion; the next is due at {1:time}."),
            entry(CuckooGovernor.ACCESSCONTROLBADCONFIRMATION_ERROR, "A role can be given up only by its holder."),
            entry(
                    CuckooGovernor.ACCESSCONTROLUNAUTHORIZEDACCOUNT_ERROR,
                    "{0} is no member of the council, which may do this."),
            entry(CuckooGovernor.EMPTYCOUNCIL_ERROR, "The council needs at least one member."),
            entry(CuckooGovernor.FAILEDCALL_ERROR, "A call of the operation failed without saying why."),
            entry(
                    CuckooGovernor.TIMELOCKINSUFFICIENTDELAY_ERROR,
                    "A delay of {0} seconds is too short; at least {1} are needed."),
            entry(
                    CuckooGovernor.TIMELOCKINVALIDOPERATIONLENGTH_ERROR,
                    "The lists of an operation must be of one length: {0}, {1} and {2}."),
            entry(
                    CuckooGovernor.TIMELOCKUNAUTHORIZEDCALLER_ERROR,
                    "{0} may not do this; only an operation of the governor itself may."),
            entry(CuckooGovernor.TIMELOCKUNEXECUTEDPREDECESSOR_ERROR, "The operation {0} must be executed first."),
            entry(
                    CuckooGovernor.TIMELOCKUNEXPECTEDOPERATIONSTATE_ERROR,
                    "The operation {0} is not in a state for this: it is unknown, not ready yet, or done."),
            entry(CuckooSettlement.EMPTYTIP_ERROR, "The chain tip must not be zero."),
            entry(CuckooSettlement.NOTCOORDINATORNODE_ERROR, "{0} is not the present node of a coordinator."));

    private ErrorSentences() {}
}
