package network.cuckoo.cli.demo;

/** What people are told once a demo is up. */
final class Welcome {
    private Welcome() {}

    static void tell(DemoConsole console, RunningDemo demo) {
        String folder = quoted(demo.folder().root().toString());
        console.say("the network is up; Ctrl-C ends it, and starting again continues with the same data");
        console.more("page              " + demo.ports().apiUrl() + "/");
        console.more("API               " + demo.ports().apiUrl() + "/openapi.yaml");
        console.more("JobRunr dashboard " + demo.ports().adminUrl() + "/dashboard (user admin, password in "
                + demo.folder().adminPassword() + ")");
        console.more("chain             " + demo.chain().url() + ", staking "
                + demo.contracts().staking());
        console.more("database          " + demo.database().config().jdbcUrl());
        console.more("logs              " + demo.folder().logs());
        console.more("one more picture  ./cuckoo task submit --data-dir " + folder
                + " --model emoji --prompt 'a blue car' --out car.png");
        console.more("check a draw      ./cuckoo verify assignment TASK --data-dir " + folder);
    }

    /** As a shell takes it for one word. */
    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./~-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
