package network.cuckoo.contracts.differential;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The errors by which the contracts refuse, as their interfaces name them. */
enum Refusal {
    ACCESS_CONTROL_UNAUTHORIZED_ACCOUNT,
    ACCUSATION_TOO_SOON,
    ALREADY_ANSWERED,
    ALREADY_PUNISHED,
    ALREADY_REGISTERED,
    BAD_ARRAYS,
    COMMISSION_TOO_HIGH,
    CONSENT_EXPIRED,
    CONSENT_INVALID,
    COOLING_NOT_READY,
    COOLING_NOT_YOURS,
    COOLING_UNKNOWN,
    COORDINATOR_INACTIVE,
    DIRECT_TRANSFER_REFUSED,
    EMPTY_DIGEST,
    EMPTY_TIP,
    EPOCH_NOT_OVER,
    EPOCH_PASSED,
    ESCROW_NOT_READY,
    ESCROW_REQUEST_OVER,
    ESCROW_TOO_SMALL,
    INFO_TOO_LONG,
    INSUFFICIENT_FREE,
    INSUFFICIENT_SHARES,
    INVALID_PARAMETER,
    KIND_REFUSED,
    NODE_IS_OWNER,
    NODE_TAKEN,
    NODE_UNCHANGED,
    NO_ESCROW_REQUEST,
    NO_ROOT,
    NOTHING_TO_CLAIM,
    NOT_ALLOWED,
    NOT_COORDINATOR,
    NOT_COORDINATOR_NODE,
    NOT_PAUSED,
    NOT_REGISTERED,
    OFFENCE_OUT_OF_WINDOW,
    OWN_STAKE_TOO_LOW,
    PAUSED,
    PAUSE_TOO_LONG,
    PAUSE_TOO_SOON,
    PAYMENT_FAILED,
    POOL_FROZEN,
    POOL_IS_CLOSED,
    PROOF_INVALID,
    ROOT_FINAL,
    ROOT_NOT_FINAL,
    ROOT_SPENT,
    ROOT_WITHOUT_AMOUNT,
    SECRET_TOO_FAR,
    SECRET_WRONG,
    SLASH_TOO_HIGH,
    TOO_EARLY,
    TOO_LATE,
    VOTE_TOO_SMALL,
    WRONG_BOND,
    WRONG_STATUS,
    ZERO_AMOUNT;

    /** The name in Solidity, such as {@code VoteTooSmall}. */
    String solidityName() {
        return Arrays.stream(name().split("_"))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }
}
