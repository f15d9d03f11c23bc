/** Child processes: started in a session of their own, watched, ended politely and then by force, and ended with their parent. */
@NullMarked
package network.cuckoo.cli.process;

import org.jspecify.annotations.NullMarked;
