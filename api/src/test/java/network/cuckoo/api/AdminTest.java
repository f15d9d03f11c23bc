package network.cuckoo.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The admin listener: nothing without the login, the dashboard behind it, apps and credit. */
class AdminTest extends WorldTest {
    private Api stranger() {
        return Api.of(world().server().adminUrl());
    }

    @Test
    void everything_demandsTheAdminsLogin() {
        for (String path : List.of(
                "/", "/dashboard", "/dashboard/overview", "/api/servers", "/admin/apps", "/sse/jobstats", "/nothing")) {
            assertThat(stranger().get(path).header("WWW-Authenticate")).as(path).startsWith("Basic ");
            stranger().get(path).refusal(401, "unauthorized");
            stranger().basic("admin", "wrong password").get(path).refusal(401, "unauthorized");
            stranger().basic("root", ApiWorld.ADMIN_PASSWORD).get(path).refusal(401, "unauthorized");
            stranger().bearer("x").get(path).refusal(401, "unauthorized");
        }
        stranger().get("/dashboard", "Authorization", "Basic %%%").refusal(401, "unauthorized");
        world().open().get("/dashboard").refusal(404, "not-found");
        world().open().get("/admin/apps").refusal(404, "not-found");
    }

    @Test
    void dashboard_isPassedThrough() throws Exception {
        Api.Answer page = world().admin().get("/dashboard/").expect(200);
        assertThat(page.header("Content-Type")).contains("text/html");
        assertThat(page.text()).containsIgnoringCase("jobrunr");
        assertThat(page.header("Cache-Control")).isNotEmpty();
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(world().admin().get("/api/servers").expect(200).json()).isNotEmpty();
        assertThat(world().admin()
                        .get("/api/jobs?state=SUCCEEDED&limit=1")
                        .expect(200)
                        .json()
                        .has("items"))
                .isTrue();
        assertThat(world().admin().get("/").status()).isEqualTo(302);
        try (var stream = EventStream.open(world().admin(), "/sse/jobstats")) {
            assertThat(stream.next()).isNotNull();
        }
    }

    @Test
    void change_isRefused_whenAnotherSitesPageAsks() {
        int apps = world().admin().get("/admin/apps").json().path("apps").size();
        String body = "{\"name\":\"forged\"}";
        world().admin().post("/admin/apps", body, "Origin", "http://evil.test").refusal(403, "foreign-origin");
        world().admin().post("/admin/apps", body, "Origin", "null").refusal(403, "foreign-origin");
        world().admin()
                .post("/admin/apps", body, "Sec-Fetch-Site", "cross-site")
                .refusal(403, "foreign-origin");
        var delete = world().admin()
                .request("/api/jobs/1", "Origin", "http://evil.test")
                .DELETE();
        world().admin().send(delete).refusal(403, "foreign-origin");
        assertThat(world().admin().get("/admin/apps").json().path("apps")).hasSize(apps);
        String own = world().server().adminUrl().toString();
        world().admin()
                .post("/admin/apps", "{\"name\":\"own\"}", "Origin", own, "Sec-Fetch-Site", "same-origin")
                .expect(201);
    }

    @Test
    void weight_isSet_andRefusedOutsideItsBounds() {
        JsonNode app = world().admin()
                .post("/admin/apps", "{\"name\":\"weighty\"}")
                .expect(201)
                .json();
        JsonNode weighed = world().admin()
                .post("/admin/apps/weighty/weight", "{\"weight\":3}")
                .expect(200)
                .json();
        assertThat(weighed.path("appId")).isEqualTo(app.path("appId"));
        assertThat(weighed.path("weight").asInt()).isEqualTo(3);
        for (String wrong : new String[] {"0", "1001", "1.5", "\"3\""}) {
            world().admin()
                    .post("/admin/apps/weighty/weight", "{\"weight\":" + wrong + "}")
                    .refusal(400, "invalid-input");
        }
        world().admin().post("/admin/apps/nobody/weight", "{\"weight\":1}").refusal(404, "not-found");
    }

    @Test
    void credit_isGivenOnceForEachReference() {
        JsonNode app = world().admin()
                .post("/admin/apps", "{\"name\":\"payer\"}")
                .expect(201)
                .json();
        String path = "/admin/apps/payer/credit";
        String ten = "{\"amountWei\":\"10\",\"reference\":\"invoice 1\"}";
        assertThat(world().admin()
                        .post(path, ten)
                        .expect(200)
                        .json()
                        .path("availableWei")
                        .asText())
                .isEqualTo("10");
        assertThat(world().admin()
                        .post(path, ten)
                        .expect(200)
                        .json()
                        .path("availableWei")
                        .asText())
                .isEqualTo("10");
        world().admin()
                .post(path, "{\"amountWei\":\"11\",\"reference\":\"invoice 1\"}")
                .refusal(409, "already-exists");
        String byId = "/admin/apps/" + app.path("appId").asText() + "/credit";
        assertThat(world().admin()
                        .post(byId, "{\"amountWei\":\"5\",\"reference\":\"invoice 2\"}")
                        .expect(200)
                        .json()
                        .path("availableWei")
                        .asText())
                .isEqualTo("15");
        JsonNode account = world().open()
                .bearer(app.path("apiKey").asText())
                .get("/v1/account")
                .expect(200)
                .json();
        assertThat(account.path("statement")).hasSize(2);
        world().books();
    }

    @Test
    void admin_isRefused_withNamesAndAmountsThatCannotBe() {
        world().admin().post("/admin/apps", "{\"name\":\"twice\"}").expect(201);
        var before = world().books();
        world().admin().post("/admin/apps", "{\"name\":\"twice\"}").refusal(409, "already-exists");
        world().admin().post("/admin/apps", "{\"name\":\" \"}").refusal(400, "invalid-input");
        world().admin()
                .post("/admin/apps", "{\"name\":\"" + "x".repeat(65) + "\"}")
                .refusal(400, "invalid-input");
        for (String amount : List.of("\"0\"", "\"-1\"", "\"1.5\"", "\"1CAI\"", "5", "\"" + "9".repeat(61) + "\"")) {
            world().admin()
                    .post("/admin/apps/twice/credit", "{\"amountWei\":" + amount + ",\"reference\":\"r\"}")
                    .refusal(400, "invalid-input");
        }
        world().admin()
                .post("/admin/apps/nobody/credit", "{\"amountWei\":\"1\",\"reference\":\"r\"}")
                .refusal(404, "not-found");
        assertThat(world().books()).isEqualTo(before);
    }
}
