package network.cuckoo.contracts;

import java.util.List;

/**
 * Why a contract refused a call.
 *
 * @param name the error's name in Solidity, a stable code such as {@code VoteTooSmall}
 * @param arguments its arguments as decimal numbers (wei, shares, Unix seconds), hex addresses or text
 * @param sentence the same for a person, amounts in CAI and times in UTC
 */
public record ContractError(String name, List<String> arguments, String sentence) {

    public ContractError {
        arguments = List.copyOf(arguments);
    }
}
