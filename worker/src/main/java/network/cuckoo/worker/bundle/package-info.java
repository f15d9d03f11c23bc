/**
 * Model bundles: reads a bundle's manifest, checks every file against it, names the model by what determines its output, and
 * assembles TorchScript files into a cache shared by processes. Touches files and the class path only; knows no inference engine.
 */
@NullMarked
package network.cuckoo.worker.bundle;

import org.jspecify.annotations.NullMarked;
