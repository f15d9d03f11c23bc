/**
 * Runs models: text to image and sentence embeddings on PyTorch, in a child process of its own so that a native crash costs one task.
 * The only room that knows DJL; it knows nothing of miners, coordinators or chains.
 */
@NullMarked
package network.cuckoo.worker.inference;

import org.jspecify.annotations.NullMarked;
