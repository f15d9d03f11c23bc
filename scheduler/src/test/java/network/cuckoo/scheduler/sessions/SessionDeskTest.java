package network.cuckoo.scheduler.sessions;

import static network.cuckoo.db.generated.Tables.LOGIN_CHALLENGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import network.cuckoo.db.Secret;
import network.cuckoo.domain.Hash32;
import network.cuckoo.domain.ModelId;
import network.cuckoo.domain.sign.LoginMessage;
import network.cuckoo.domain.sign.PersonalMessage;
import network.cuckoo.domain.task.TaskState;
import network.cuckoo.scheduler.world.FakeMiner;
import network.cuckoo.scheduler.world.World;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionDeskTest {
    private final World world = World.create();
    private final List<ServedModel> models = List.of(World.served(World.IMAGE, 1));

    @AfterEach
    void close() {
        world.close();
    }

    private LoginMessage challenge(FakeMiner miner) {
        return ((Challenge.Issued) world.desks().sessions().challenge(miner.node())).message();
    }

    private int challenges() {
        return world.database().read().fetchCount(LOGIN_CHALLENGE);
    }

    /** Lets so much of all sessions' lives pass. */
    private void pass(Duration time) {
        world.database()
                .transactionVoid(tx -> tx.execute(
                        "UPDATE miner_session SET expires_at = expires_at - ? * interval '1 second'",
                        time.toSeconds()));
    }

    @Test
    void challenge_refusesANodeThatNobodyRegistered_andStoresNothing() {
        FakeMiner nobody = world.stranger("nobody");
        assertThat(world.desks().sessions().challenge(nobody.node()))
                .isEqualTo(new Challenge.NotRegistered(nobody.node()));
        assertThat(challenges()).isZero();
    }

    @Test
    void challenge_isTheSameForWhoeverAsksAgain_untilItIsUsedOrOld() {
        FakeMiner miner = world.miner("a", 20_000);
        LoginMessage first = challenge(miner);
        assertThat(challenge(miner)).isEqualTo(first);
        assertThat(challenges()).isOne();

        world.database()
                .transactionVoid(
                        tx -> tx.execute("UPDATE login_challenge SET expires_at = expires_at - interval '70 seconds'"));
        LoginMessage second = challenge(miner);
        assertThat(second.nonce()).isNotEqualTo(first.nonce());

        miner.login(world.desks(), models);
        assertThat(challenge(miner).nonce()).isNotIn(first.nonce(), second.nonce());
    }

    @Test
    void sweep_forgetsChallengesThatExpired() {
        FakeMiner miner = world.miner("a", 20_000);
        challenge(miner);
        world.desks().sweep().run();
        assertThat(challenges()).isOne();

        world.database().transactionVoid(tx -> tx.execute("UPDATE login_challenge SET expires_at = clock_timestamp()"));
        world.desks().sweep().run();
        assertThat(challenges()).isZero();
    }

    @Test
    void authenticate_keepsABusyMinersSessionAlive_andEndsThatOfAnAbsentOne() {
        FakeMiner miner = world.miner("a", 20_000);
        var in = (LoginOutcome.SignedIn) miner.tryLogin(world.desks(), models);
        Duration life = world.config().times().session();

        for (int i = 0; i < 4; i++) {
            pass(life.multipliedBy(2).dividedBy(3));
            assertThat(world.desks().sessions().authenticate(in.token()))
                    .isInstanceOfSatisfying(
                            Authentication.Live.class,
                            live -> assertThat(live.session().expiresAt())
                                    .isCloseTo(in.session().expiresAt(), within(10, ChronoUnit.MINUTES)));
            assertThat(miner.poll(world.desks(), in.session())).isEmpty();
        }

        pass(life);
        assertThat(world.desks().sessions().authenticate(in.token())).isInstanceOf(Authentication.Ended.class);
        assertThat(world.desks().leases().poll(in.session(), Set.of(), false)).isEmpty();
        assertThat(miner.tryLogin(world.desks(), models)).isInstanceOf(LoginOutcome.SignedIn.class);
    }

    @Test
    void login_refusesAMinerThatLeftAfterItsChallenge() {
        FakeMiner miner = world.miner("a", 20_000);
        var message = challenge(miner);
        world.chain().minerLeaves(miner.owner(), miner.node());

        assertThat(world.desks()
                        .sessions()
                        .login(message.text(), miner.key().sign(message.digest()), models, "test", "none"))
                .isInstanceOf(LoginOutcome.NotRegistered.class);
    }

    @Test
    void login_refusesAMinerBelowTheMinimumStake() {
        FakeMiner miner = world.miner("a", 20_000);
        world.chain().minerFallsTooLow(miner.owner(), miner.node());

        assertThat(miner.tryLogin(world.desks(), models)).isInstanceOf(LoginOutcome.StakeTooLow.class);
    }

    @Test
    void login_refusesAnotherKeysSignature() {
        FakeMiner miner = world.miner("a", 20_000);
        FakeMiner thief = world.miner("b", 20_000);
        var message = challenge(miner);

        var outcome = world.desks()
                .sessions()
                .login(message.text(), thief.key().sign(message.digest()), models, "test", "none");

        assertThat(outcome).isInstanceOf(LoginOutcome.BadSignature.class);
    }

    @Test
    void login_takesAChallengeOnce() {
        FakeMiner miner = world.miner("a", 20_000);
        var message = challenge(miner);
        var signature = miner.key().sign(message.digest());

        assertThat(world.desks().sessions().login(message.text(), signature, models, "test", "none"))
                .isInstanceOf(LoginOutcome.SignedIn.class);
        assertThat(world.desks().sessions().login(message.text(), signature, models, "test", "none"))
                .isInstanceOf(LoginOutcome.Expired.class);
    }

    @Test
    void login_refusesAnOldChallenge() {
        FakeMiner miner = world.miner("a", 20_000);
        var message = challenge(miner);
        world.database().transactionVoid(tx -> tx.execute("UPDATE login_challenge SET expires_at = clock_timestamp()"));

        var outcome = world.desks()
                .sessions()
                .login(message.text(), miner.key().sign(message.digest()), models, "test", "none");

        assertThat(outcome).isInstanceOf(LoginOutcome.Expired.class);
    }

    @Test
    void login_refusesAMessageForAnotherHost_andNonsense() {
        FakeMiner miner = world.miner("a", 20_000);
        String text = challenge(miner).text().replace("coordinator.test", "evil.test");
        var signature = miner.key().sign(PersonalMessage.digest(text));

        assertThat(world.desks().sessions().login(text, signature, models, "test", "none"))
                .isInstanceOf(LoginOutcome.Malformed.class);
        assertThat(world.desks().sessions().login("hello", signature, models, "test", "none"))
                .isInstanceOf(LoginOutcome.Malformed.class);
    }

    @Test
    void login_refusesAModelThatIsNotOnOffer_anotherBundle_andNone() {
        FakeMiner miner = world.miner("a", 20_000);

        assertThat(miner.tryLogin(world.desks(), List.of(new ServedModel(new ModelId("other"), Hash32.ZERO, 1))))
                .isInstanceOf(LoginOutcome.ModelMismatch.class);
        assertThat(miner.tryLogin(world.desks(), List.of(new ServedModel(World.IMAGE, Hash32.ZERO, 1))))
                .isInstanceOf(LoginOutcome.ModelMismatch.class);
        assertThat(miner.tryLogin(world.desks(), List.of())).isInstanceOf(LoginOutcome.NoModels.class);
    }

    @Test
    void login_raisesTheGeneration_endsTheOlderSession_andGivesItsTasksToAnother() {
        FakeMiner miner = world.miner("a", 2_000_000_000);
        FakeMiner other = world.miner("b", 20_000);
        world.chain().beginEpoch();
        var app = world.app("app", 1);
        var older = (LoginOutcome.SignedIn) miner.tryLogin(world.desks(), models);
        var task = world.submit(app);
        world.desks().round().run();
        assertThat(world.task(task).state()).isEqualTo(TaskState.LEASED);

        var newer = (LoginOutcome.SignedIn) miner.tryLogin(world.desks(), models);

        assertThat(newer.session().generation()).isEqualTo(older.session().generation() + 1);
        assertThat(world.desks().sessions().authenticate(older.token())).isInstanceOf(Authentication.Ended.class);
        assertThat(world.desks().sessions().authenticate(newer.token()))
                .isEqualTo(new Authentication.Live(newer.session()));
        assertThat(world.desks().leases().poll(older.session(), Set.of(), false))
                .isEmpty();
        assertThat(world.task(task).state()).isEqualTo(TaskState.QUEUED);
        var others = (LoginOutcome.SignedIn) other.tryLogin(world.desks(), models);
        world.desks().round().run();
        assertThat(miner.poll(world.desks(), newer.session())).isEmpty();
        assertThat(other.poll(world.desks(), others.session())).hasSize(1);
    }

    @Test
    void authenticate_knowsNoOtherToken() {
        assertThat(world.desks().sessions().authenticate(new Secret("guess")))
                .isInstanceOf(Authentication.Unknown.class);
    }
}
