package network.cuckoo.contracts.differential;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** About whom and what {@code StateLens.sol} and {@link Picture} tell, in this order. */
record Query(
        List<Account> everybody,
        List<Account> people,
        List<Account> owners,
        List<Account> nodes,
        List<Account> accusers,
        List<Account> coordinators,
        List<Bytes32> digests,
        List<Bytes32> models,
        List<Long> epochs,
        List<Bytes32> leaves) {

    static final List<Bytes32> DIGESTS =
            LongStream.rangeClosed(1, 3).mapToObj(Bytes32::of).toList();
    static final List<Bytes32> MODELS = List.of(Bytes32.of(77), Bytes32.of(78));

    /** The usual digests and those of all cases. */
    private static List<Bytes32> digests(Cases cases) {
        var used = IntStream.rangeClosed(1, cases.count())
                .mapToObj(id -> cases.file(id).digest());
        return Stream.concat(DIGESTS.stream(), used).distinct().toList();
    }

    /** Everything that a sequence can have changed; {@code leaves} are those whose payment is asked for. */
    static Query about(World world, List<Bytes32> leaves) {
        var cast = world.cast();
        var accusers = Stream.concat(cast.owners().stream(), Stream.of(cast.governor()))
                .toList();
        var epochs = cast.owners().stream()
                .flatMap(owner -> world.settlement().ledger(owner).roots().keySet().stream())
                .distinct()
                .sorted()
                .toList();
        return new Query(
                cast.everybody(),
                cast.people(),
                cast.owners(),
                cast.nodes(),
                accusers,
                cast.owners(),
                digests(world.staking().cases()),
                MODELS,
                epochs,
                leaves);
    }
}
