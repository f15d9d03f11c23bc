/** Miner nodes' logins: challenge, signed message, session token. Writes login_challenge, miner_session and session_model. */
@NullMarked
package network.cuckoo.scheduler.sessions;

import org.jspecify.annotations.NullMarked;
