package network.cuckoo.scheduler.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import org.jobrunr.configuration.JobRunr;
import org.jobrunr.utils.JarUtils;
import org.junit.jupiter.api.Test;

class JobRunrTablesTest {
    /** An upgrade in the pom alone makes Flyway run JobRunr's new scripts. */
    @Test
    void version_isThatOfTheJobRunrThatRuns() {
        assertThat(JobRunrTables.version()).isEqualTo(JarUtils.getVersion(JobRunr.class));
    }
}
