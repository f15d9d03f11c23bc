package network.cuckoo.contracts.differential;

import java.util.List;
import java.util.stream.Stream;

/**
 * Everybody in the play: owners who may register, stakers, roles, nodes, and the contracts. The governor is a contract
 * too; its delay is left to OpenZeppelin, so it calls as if it had passed.
 */
record Cast(
        List<Account> owners,
        List<Account> stakers,
        List<Account> nodes,
        Account governor,
        Account councillor,
        Account arbiter,
        Account treasury,
        Account guardian,
        Account stranger,
        Account staking,
        Account settlement,
        Account dead) {

    Cast {
        owners = List.copyOf(owners);
        stakers = List.copyOf(stakers);
        nodes = List.copyOf(nodes);
    }

    /** Who may hold positions. */
    List<Account> people() {
        return Stream.concat(owners.stream(), stakers.stream()).toList();
    }

    List<Account> roles() {
        return List.of(governor, councillor, arbiter, treasury, guardian, stranger);
    }

    /** All accounts but the contracts. */
    List<Account> everybody() {
        return Stream.of(people(), roles(), nodes).flatMap(List::stream).toList();
    }
}
