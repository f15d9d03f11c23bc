package network.cuckoo.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Calls share transactions, and nothing else. */
class GroupCommitTest {
    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> groups = new ArrayList<>();
    private final CountDownLatch firstRuns = new CountDownLatch(1);
    private final Semaphore firstMayEnd = new Semaphore(0);

    @AfterEach
    void close() {
        callers.close();
    }

    /** The first group waits until it may end, so that what comes meanwhile is known to wait. */
    private List<Integer> doubled(List<Integer> group) {
        groups.add(group);
        if (groups.size() == 1) {
            firstRuns.countDown();
            firstMayEnd.acquireUninterruptibly();
        }
        return group.stream().map(number -> 2 * number).toList();
    }

    private static void awaitWaiting(List<Thread> threads) {
        while (threads.stream().anyMatch(thread -> thread.getState() != Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
    }

    /** Threads that call with 1 to so many, once the first group runs; returns when all of them wait. */
    private List<Future<Integer>> callWhileTheFirstRuns(GroupCommit<Integer, Integer> commits, int calls)
            throws InterruptedException {
        var answers = new ArrayList<Future<Integer>>();
        answers.add(callers.submit(() -> commits.call(0)));
        firstRuns.await();
        var threads = new ArrayList<Thread>();
        for (int i = 1; i <= calls; i++) {
            int number = i;
            var begun = new CountDownLatch(1);
            answers.add(callers.submit(() -> {
                threads.add(Thread.currentThread());
                begun.countDown();
                return commits.call(number);
            }));
            begun.await();
            awaitWaiting(threads);
        }
        return answers;
    }

    @Test
    void call_runsAtOnce_whenNobodyElseCalls() {
        firstMayEnd.release();

        assertThat(new GroupCommit<>(10, this::doubled).call(21)).isEqualTo(42);
        assertThat(groups).containsExactly(List.of(21));
    }

    @Test
    void calls_thatComeMeanwhile_shareTheNextGroup_andEachGetsItsOwnAnswer() throws Exception {
        List<Future<Integer>> answers = callWhileTheFirstRuns(new GroupCommit<>(10, this::doubled), 5);
        firstMayEnd.release();

        for (int i = 0; i <= 5; i++) {
            assertThat(answers.get(i).get()).isEqualTo(2 * i);
        }
        assertThat(groups).containsExactly(List.of(0), List.of(1, 2, 3, 4, 5));
    }

    @Test
    void groups_areBounded_andTheRestComesNext() throws Exception {
        List<Future<Integer>> answers = callWhileTheFirstRuns(new GroupCommit<>(3, this::doubled), 5);
        firstMayEnd.release();

        for (Future<Integer> answer : answers) {
            answer.get();
        }
        assertThat(groups).containsExactly(List.of(0), List.of(1, 2, 3), List.of(4, 5));
    }

    @Test
    void aCallThatFails_failsAlone() throws Exception {
        var commits = new GroupCommit<Integer, Integer>(10, group -> {
            List<Integer> answers = doubled(group);
            if (group.contains(3)) {
                throw new IllegalStateException("three");
            }
            return answers;
        });
        List<Future<Integer>> answers = callWhileTheFirstRuns(commits, 5);
        firstMayEnd.release();

        for (int i : new int[] {0, 1, 2, 4, 5}) {
            assertThat(answers.get(i).get()).isEqualTo(2 * i);
        }
        assertThatThrownBy(() -> answers.get(3).get()).hasRootCauseMessage("three");
    }

    @Test
    void anOutage_failsAllOfTheGroup_withoutAskingAgainForEach() throws Exception {
        var outages = new AtomicInteger();
        var commits = new GroupCommit<Integer, Integer>(10, group -> {
            List<Integer> answers = doubled(group);
            if (!group.contains(0)) {
                outages.incrementAndGet();
                throw new DataAccessException("away", new SQLTransientConnectionException("away"));
            }
            return answers;
        });
        List<Future<Integer>> answers = callWhileTheFirstRuns(commits, 4);
        firstMayEnd.release();

        assertThat(answers.getFirst().get()).isZero();
        for (Future<Integer> answer : answers.subList(1, 5)) {
            assertThatThrownBy(answer::get).hasRootCauseMessage("away");
        }
        assertThat(outages).hasValue(1);
    }

    @Test
    void aGroupThatIsNotAnsweredWhole_isAFault() {
        assertThatIllegalStateException()
                .isThrownBy(() -> new GroupCommit<Integer, Integer>(10, group -> List.of()).call(1))
                .withMessage("1 calls got 0 answers");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new GroupCommit<Integer, Integer>(0, group -> group))
                .withMessageContaining("maxGroup");
    }
}
