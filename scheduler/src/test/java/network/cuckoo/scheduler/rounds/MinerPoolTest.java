package network.cuckoo.scheduler.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.NodeAddress;
import network.cuckoo.domain.SessionId;
import network.cuckoo.domain.draw.SkipReason;
import network.cuckoo.scheduler.rounds.MinerPool.Status;
import org.junit.jupiter.api.Test;

class MinerPoolTest {
    private static final NodeAddress ONE = NodeAddress.parse("0x" + "01".repeat(20));
    private static final NodeAddress TWO = NodeAddress.parse("0x" + "02".repeat(20));
    private static final NodeAddress GONE = NodeAddress.parse("0x" + "03".repeat(20));
    private static final SessionId SESSION = new SessionId(new UUID(1, 2));
    private static final ModelId IMAGE = new ModelId("image");
    private static final ModelId TEXT = new ModelId("text");

    private final MinerPool pool = new MinerPool(List.of(ONE, TWO));

    @Test
    void freePlaces_countsOnlyThoseWhoCouldTakeATask() {
        pool.add(ONE, SESSION, Status.ONLINE, IMAGE, 2);
        pool.add(TWO, SESSION, Status.DRAINING, IMAGE, 4);
        pool.add(GONE, SESSION, Status.ONLINE, IMAGE, 8);

        assertThat(pool.freePlaces(IMAGE)).isEqualTo(2);
        assertThat(pool.freePlaces(TEXT)).isZero();
    }

    @Test
    void freePlaces_areNone_whereMoreIsTakenThanThereWas() {
        pool.add(ONE, SESSION, Status.ONLINE, IMAGE, -1);
        pool.add(TWO, SESSION, Status.ONLINE, IMAGE, 1);

        assertThat(pool.freePlaces(IMAGE)).isOne();
    }

    @Test
    void anybodyServes_countsTheBusy_butNobodyWhoIsAwayOrServesAnotherModel() {
        pool.add(ONE, SESSION, Status.ONLINE, TEXT, 1);
        pool.add(TWO, SESSION, Status.OFFLINE, IMAGE, 1);
        pool.add(GONE, SESSION, Status.ONLINE, IMAGE, 1);
        assertThat(pool.anybodyServes(IMAGE)).isFalse();

        pool.add(ONE, SESSION, Status.ONLINE, IMAGE, 0);
        assertThat(pool.anybodyServes(IMAGE)).isTrue();
    }

    @Test
    void availability_namesTheFirstReasonThatHolds() {
        pool.add(ONE, SESSION, Status.ONLINE, IMAGE, 0);
        pool.add(GONE, SESSION, Status.ONLINE, IMAGE, 1);

        assertThat(pool.availability(IMAGE, Set.of()).whyNot(GONE)).hasValue(SkipReason.INACTIVE);
        assertThat(pool.availability(IMAGE, Set.of()).whyNot(TWO)).hasValue(SkipReason.OFFLINE);
        assertThat(pool.availability(TEXT, Set.of(ONE)).whyNot(ONE)).hasValue(SkipReason.MODEL_NOT_SERVED);
        assertThat(pool.availability(IMAGE, Set.of(ONE)).whyNot(ONE)).hasValue(SkipReason.EXCLUDED);
        assertThat(pool.availability(IMAGE, Set.of()).whyNot(ONE)).hasValue(SkipReason.NO_PLACE);
    }

    @Test
    void take_usesPlacesUp_andRefusesWhatIsNotThere() {
        pool.add(ONE, SESSION, Status.ONLINE, IMAGE, 1);

        assertThat(pool.take(ONE, IMAGE)).isEqualTo(SESSION);

        assertThat(pool.availability(IMAGE, Set.of()).whyNot(ONE)).hasValue(SkipReason.NO_PLACE);
        assertThatIllegalStateException().isThrownBy(() -> pool.take(ONE, IMAGE));
        assertThatIllegalStateException().isThrownBy(() -> pool.take(ONE, TEXT));
        assertThatIllegalStateException().isThrownBy(() -> pool.take(TWO, IMAGE));
    }

    @Test
    void content_isEverybodyByAddress_withWhatTheyCanTake() {
        pool.add(GONE, SESSION, Status.OFFLINE, TEXT, 3);
        pool.add(ONE, SESSION, Status.ONLINE, TEXT, 2);
        pool.add(ONE, SESSION, Status.ONLINE, IMAGE, 1);

        assertThat(pool.content())
                .hasToString("{\"miners\":["
                        + "{\"active\":true,\"free\":{\"image\":1,\"text\":2},\"miner\":\"" + ONE
                        + "\",\"status\":\"ONLINE\"},"
                        + "{\"active\":false,\"free\":{\"text\":3},\"miner\":\"" + GONE
                        + "\",\"status\":\"OFFLINE\"}]}");
    }
}
