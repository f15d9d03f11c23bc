package network.cuckoo.scheduler.jobs;

import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.JobServerFilter;
import org.jobrunr.jobs.lambdas.JobRequestHandler;

/** Runs chores that come from JobRunr's queue, and names each job by what it did. */
public final class ChoreHandler implements JobRequestHandler<ChoreJob>, JobServerFilter {
    private final ChoreWork work;
    private final RoundTickets tickets;
    private final ThreadLocal<String> outcome = new ThreadLocal<>();

    ChoreHandler(ChoreWork work, RoundTickets tickets) {
        this.work = work;
        this.tickets = tickets;
    }

    @Override
    public void run(ChoreJob job) {
        if (!tickets.begin(job.ticket())) {
            outcome.set(job.chore().label() + ": had already run inline");
            return;
        }
        try {
            outcome.set(job.chore().label() + ": " + work.run(job.chore()));
        } finally {
            tickets.done(job.ticket());
        }
    }

    @Override
    public void onProcessingSucceeded(Job job) {
        String name = outcome.get();
        outcome.remove();
        if (name != null) {
            job.setJobName(name);
        }
    }
}
