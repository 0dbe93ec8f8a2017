//! Signing in and out, sessions, and what refuses a form that is not ours.

mod house;

use axum::body::Body;
use axum::http::StatusCode;
use house::samples::COVER;
use house::{Browser, CODE, HALF, LINK, PASSWORD, pass, settings};
use std::time::Duration;

const MINUTE: Duration = Duration::from_secs(60);

#[tokio::test]
async fn the_cookie_is_bound_to_the_host_where_tls_is() {
    let cookie = async |tls| {
        let mut browser = Browser::with(&settings(tls));
        let answer = browser.sign_in("coles", PASSWORD).await;
        let (_, rest) = answer.header("set-cookie").split_once('=').unwrap();
        let (token, attributes) = rest.split_once(';').unwrap();
        assert_eq!(token.len(), 64, "256 bits in hex");
        (browser.cookie.unwrap().split('=').next().unwrap().to_owned(), attributes.trim().to_owned())
    };
    assert_eq!(cookie(false).await, ("sid".into(), "Path=/; HttpOnly; SameSite=Lax".into()));
    assert_eq!(cookie(true).await, ("__Host-sid".into(), "Path=/; HttpOnly; SameSite=Lax; Secure".into()));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_name_are_one_answer() {
    let mut browser = Browser::new();
    let wrong = browser.sign_in("coles", "guess").await;
    let unknown = browser.sign_in("nobody", "guess").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.body.replace("value=\"coles\"", "value=\"nobody\""), unknown.body);
    assert!(wrong.body.contains("do not go together") && !wrong.body.contains("guess"));
    assert_eq!(browser.cookie, None);
}

#[tokio::test]
async fn too_many_tries_must_wait() {
    let answer = Browser::new().sign_in("hasty", PASSWORD).await;
    assert_eq!((answer.status, answer.header("retry-after")), (StatusCode::TOO_MANY_REQUESTS, "30"));
}

#[tokio::test]
async fn a_sign_in_leads_back_to_what_was_asked_and_nowhere_else() {
    let mut browser = Browser::new();
    assert_eq!(
        browser.get("/register?kind=letter").await.header("location"),
        "/sign-in?next=%2Fregister%3Fkind%3Dletter"
    );
    let sent = async |browser: &mut Browser, next: &str| {
        let form = format!("name=coles&password={PASSWORD}&next={next}");
        browser.post("/sign-in", &form).await.header("location").to_owned()
    };
    assert_eq!(sent(&mut browser, "%2Fregister%3Fkind%3Dletter").await, "/register?kind=letter");
    assert_eq!(sent(&mut browser, "%2F%2Fevil.example").await, "/");
    assert_eq!(sent(&mut browser, "https%3A%2F%2Fevil.example").await, "/");
}

#[tokio::test]
async fn a_session_ends_after_a_quarter_of_an_hour_of_idleness() {
    let mut browser = Browser::signed_in("coles").await;
    pass(14 * MINUTE);
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    pass(14 * MINUTE);
    assert_eq!(browser.get("/").await.status, StatusCode::OK, "it was used meanwhile");
    pass(15 * MINUTE);
    assert_eq!(browser.get("/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_session_ends_after_twelve_hours_however_much_it_is_used() {
    let mut browser = Browser::signed_in("coles").await;
    for _ in 0..71 {
        pass(10 * MINUTE);
        assert_eq!(browser.get("/").await.status, StatusCode::OK);
    }
    pass(10 * MINUTE);
    assert_eq!(browser.get("/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_out_ends_the_session_itself_not_only_the_cookie() {
    let mut browser = Browser::signed_in("coles").await;
    let kept = browser.cookie.clone();
    let answer = browser.act("/sign-out", "").await;
    assert_eq!(answer.header("set-cookie"), "sid=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    assert_eq!(answer.header("clear-site-data"), "\"cache\"");
    browser.cookie = kept;
    assert_eq!(browser.get("/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn signing_in_again_ends_the_session_before() {
    let mut browser = Browser::signed_in("coles").await;
    let before = browser.cookie.clone();
    browser.sign_in("coles", PASSWORD).await;
    assert_ne!(browser.cookie, before);
    browser.cookie = before;
    assert_eq!(browser.get("/").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_reader_who_is_struck_off_is_signed_out_by_his_next_request() {
    let mut browser = Browser::signed_in("coles").await;
    *browser.desk.gone.lock().unwrap() = Some("coles".into());
    assert_eq!(browser.get("/").await.header("location"), "/sign-in");
    *browser.desk.gone.lock().unwrap() = None;
    assert_eq!(browser.get("/").await.status, StatusCode::SEE_OTHER, "the session is gone for good");
}

#[tokio::test]
async fn a_link_signs_in_once_and_looking_does_not_use_it_up() {
    let mut browser = Browser::new();
    let path = format!("/enter/{LINK}");
    for _ in 0..2 {
        assert!(
            browser
                .get(&path)
                .await
                .body
                .contains("This link signs in <strong><bdi>A J Coles</bdi></strong>")
        );
    }
    assert_eq!(browser.post(&path, "password=&again=").await.header("location"), "/");
    assert_eq!(browser.get("/").await.status, StatusCode::OK);
    browser.cookie = None;
    let used = browser.get(&path).await;
    let unknown = Browser::new().get("/enter/unknown").await;
    assert_eq!((used.status, used.body), (StatusCode::NOT_FOUND, unknown.body));
}

#[tokio::test]
async fn a_link_whose_new_password_will_not_do_can_be_tried_again() {
    let mut browser = Browser::new();
    let path = format!("/enter/{LINK}");
    let differ = browser.post(&path, "password=one&again=two").await;
    assert_eq!(differ.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(differ.body.contains("The two passwords differ"));
    let short = browser.post(&path, "password=one&again=one").await;
    assert!(short.body.contains("The password is too short: give at least 15 letters."));
    assert_eq!(browser.post(&path, "password=&again=").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_form_from_another_site_is_refused_whatever_it_bears() {
    let mut browser = Browser::signed_in("coles").await;
    let token = browser.get("/").await.form_token();
    for site in ["cross-site", "same-site", "none", ""] {
        let answer =
            browser.post_from(site, &format!("/paper/{COVER}/minute"), &format!("form={token}&text=x")).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{site:?}");
    }
    let answer =
        Browser::new().post_from("cross-site", "/sign-in", &format!("name=coles&password={PASSWORD}")).await;
    assert_eq!((answer.status, answer.header("set-cookie")), (StatusCode::FORBIDDEN, ""));
    assert_eq!(browser.desk.acts(), Vec::<String>::new());
}

#[tokio::test]
async fn a_browser_that_does_not_say_whence_must_name_our_origin() {
    let mut browser = Browser::new();
    let mut status = async |origin: Option<&str>| {
        let mut request = browser.request("POST", "/sign-in");
        request.headers_mut().insert("content-type", "application/x-www-form-urlencoded".parse().unwrap());
        if let Some(origin) = origin {
            request.headers_mut().insert("origin", origin.parse().unwrap());
        }
        *request.body_mut() = Body::from(format!("name=coles&password={PASSWORD}"));
        browser.ask(request).await.status
    };
    assert_eq!(status(Some("http://office.example")).await, StatusCode::SEE_OTHER);
    for elsewhere in [None, Some("null"), Some("https://office.example"), Some("http://office.example.evil")]
    {
        assert_eq!(status(elsewhere).await, StatusCode::FORBIDDEN, "{elsewhere:?}");
    }
}

#[tokio::test]
async fn a_form_without_the_token_of_its_session_is_refused() {
    let mut browser = Browser::signed_in("coles").await;
    let others = Browser::signed_in("coles").await.get("/").await.form_token();
    for form in ["text=x".to_owned(), "form=&text=x".to_owned(), format!("form={others}&text=x")] {
        let answer = browser.post(&format!("/paper/{COVER}/minute"), &form).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{form}");
    }
    assert_eq!(browser.desk.acts(), Vec::<String>::new());
}

#[tokio::test]
async fn a_form_is_bounded_and_must_be_a_form() {
    let mut browser = Browser::signed_in("coles").await;
    let path = format!("/paper/{COVER}/minute");
    let long = browser.act(&path, &format!("text={}", "x".repeat(64 * 1024))).await;
    assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
    let mut request = browser.request("POST", &path);
    request.headers_mut().insert("sec-fetch-site", "same-origin".parse().unwrap());
    request.headers_mut().insert("content-type", "application/json".parse().unwrap());
    *request.body_mut() = Body::from("{}");
    assert_eq!(browser.ask(request).await.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn he_who_knows_his_password_gives_himself_another_and_is_signed_out_everywhere_else() {
    let mut here = Browser::signed_in("coles").await;
    let form = format!("present={PASSWORD}&new=+two+grey+umbrellas+&again=+two+grey+umbrellas+");
    let mut elsewhere = here.beside();
    elsewhere.sign_in("coles", PASSWORD).await;
    let mut another = here.beside();
    another.sign_in("officer", PASSWORD).await;
    let changed = here.act("/person/coles/password", &form).await;
    assert_eq!(changed.header("location"), "/person/coles?done=password#done");
    assert_eq!(here.desk.acts(), ["password of 20 letters"], "the blanks are his too");
    assert_eq!(here.get("/").await.status, StatusCode::OK);
    assert_eq!(elsewhere.get("/").await.status, StatusCode::SEE_OTHER);
    assert_eq!(another.get("/").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_amiss_with_a_new_password_stands_beside_its_field_and_what_was_typed_nowhere() {
    let mut coles = Browser::signed_in("coles").await;
    for (form, field, said) in [
        (
            "present=a+wrong+one&new=two+grey+umbrellas&again=two+grey+umbrellas",
            "present",
            "That is not your present password.",
        ),
        (
            "present=a+wrong+one&new=two+grey+umbrellas&again=two+gray+umbrellas",
            "again",
            "The two new passwords differ",
        ),
    ] {
        let answer = coles.act("/person/coles/password", form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let at_head = format!("<a href=\"#password-{field}\"><strong>Not done: </strong>{said}");
        assert!(answer.body.contains(&at_head), "{}", answer.body);
        assert!(!answer.body.contains("umbrellas") && !answer.body.contains("wrong one"));
    }
    let hasty =
        coles.act("/person/coles/password", "present=hasty&new=two+grey+umbrellas&again=two+grey+umbrellas");
    assert_eq!(hasty.await.header("retry-after"), "30");
    let mut keeper = Browser::signed_in("clerk").await;
    let form = format!("present={PASSWORD}&new=two+grey+umbrellas&again=two+grey+umbrellas");
    let of_another = keeper.act("/person/coles/password", &form).await;
    assert_eq!(of_another.status, StatusCode::UNPROCESSABLE_ENTITY, "to the keeper there is no such form");
    assert_eq!(keeper.desk.acts(), Vec::<String>::new());
}

#[tokio::test]
async fn he_sees_where_he_is_signed_in_and_signs_out_everywhere_else() {
    let mut here = Browser::signed_in("coles").await;
    pass(2 * MINUTE);
    let mut elsewhere = here.beside();
    elsewhere.sign_in("coles", PASSWORD).await;
    pass(MINUTE);
    here.accept = "application/json";
    let told = here.get("/person/coles").await.body;
    let told: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!(
        told["sessions"],
        serde_json::json!([
            { "began": "1982-10-14T16:13:20Z", "used": "1982-10-14T16:16:20Z", "this": true },
            { "began": "1982-10-14T16:15:20Z", "used": "1982-10-14T16:15:20Z", "this": false },
        ])
    );
    here.accept = "text/html";
    let done = here.act("/person/coles/sessions", "").await;
    assert_eq!(done.header("location"), "/person/coles?done=elsewhere#done");
    assert_eq!(elsewhere.get("/").await.status, StatusCode::SEE_OTHER);
    assert!(!here.get("/person/coles").await.body.contains("Sign out everywhere else"));
    let mut keeper = Browser::signed_in("clerk").await;
    assert!(!keeper.get("/person/coles").await.body.contains("Where you are signed in"));
}

#[tokio::test]
async fn a_code_is_asked_for_after_the_password_on_a_page_that_leads_on_as_the_first_would_have() {
    let mut browser = Browser::new();
    let asked = browser.post("/sign-in", &format!("name=guarded&password={PASSWORD}&next=%2Fregister")).await;
    assert_eq!((asked.status, asked.header("set-cookie")), (StatusCode::OK, ""), "nobody is signed in yet");
    assert!(asked.body.contains("autocomplete=\"one-time-code\"") && !asked.body.contains(PASSWORD));
    let sent = async |browser: &mut Browser, half: &str, code: &str| {
        browser.post("/sign-in/code", &format!("half={half}&code={code}&next=%2Fregister")).await
    };
    let wrong = sent(&mut browser, HALF, "000000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains("That code will not do") && wrong.body.contains(HALF));
    assert_eq!(sent(&mut browser, HALF, "hasty").await.header("retry-after"), "30");
    let late = sent(&mut browser, "another", CODE).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(late.body.contains("The code came too late, or too many were wrong: sign in again."));
    assert_eq!(browser.cookie, None);
    let entered = sent(&mut browser, HALF, CODE).await;
    assert_eq!(entered.header("location"), "/register");
    assert_eq!(browser.get("/register").await.status, StatusCode::OK);
    let form = format!("half={HALF}&code={CODE}&next=%2F%2Fevil.example");
    assert_eq!(browser.post("/sign-in/code", &form).await.header("location"), "/");
}

#[tokio::test]
async fn a_second_factor_is_set_up_by_its_first_code_and_each_secret_is_in_one_answer() {
    let mut coles = Browser::signed_in("coles").await;
    let unknown = coles.act("/person/coles/factor", "factor-now=guess").await;
    let at_head = "<a href=\"#factor-now\"><strong>Not done: </strong>That is not your present password.";
    assert!(unknown.body.contains(at_head) && !unknown.body.contains("guess"), "{}", unknown.body);
    let begun = coles.act("/person/coles/factor", &format!("factor-now={PASSWORD}")).await;
    assert_eq!((begun.status, begun.header("cache-control")), (StatusCode::OK, "no-store"));
    assert!(
        begun.body.contains("<p class=\"handed\"><code>GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ</code></p>")
    );
    assert!(begun.body.contains("<svg class=\"qr\"") && !begun.body.contains("otpauth"));
    let wrong = coles.act("/person/coles/factor/confirm", "begun=be9un&code=000000").await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        wrong.body.contains("That is not the code that your device shows now")
            && wrong.body.contains("GEZD GNBV")
    );
    let other = coles.act("/person/coles/factor/confirm", "begun=&code=000000").await;
    assert!(!other.body.contains("GEZD"), "it is shown again to who began it and to nobody else");
    let set = coles.act("/person/coles/factor/confirm", &format!("begun=be9un&code={CODE}")).await;
    assert!(set.body.contains("<li><code>mzxw-6ytb-oi2a-bcde</code></li>"), "{}", set.body);
    for path in ["/person/coles", "/people", "/"] {
        let page = coles.get(path).await.body;
        assert!(!page.contains("GEZD") && !page.contains("mzxw"), "{path}");
    }
    let token = coles.get("/").await.form_token();
    coles.accept = "application/json";
    let json = coles.post("/person/coles/factor", &format!("form={token}&factor-now={PASSWORD}")).await;
    let json: serde_json::Value = serde_json::from_str(&json.body).unwrap();
    assert_eq!(
        json["address"],
        "otpauth://totp/10%20Downing%20Street:coles?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=10%20Downing%20Street"
    );
    let mut keeper = Browser::signed_in("clerk").await;
    assert_eq!(keeper.act("/person/coles/factor", "").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        keeper.act("/person/coles/factor/confirm", &format!("code={CODE}")).await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn a_second_factor_is_taken_off_by_himself_or_by_another_with_a_reason() {
    let mut coles = Browser::signed_in("coles").await;
    let wrong = coles.act("/person/coles/factor/off", "factor-password=guess&code=000000").await;
    let at_head =
        "<a href=\"#factor-code\"><strong>Not done: </strong>That password and that code do not go together.";
    assert!(wrong.body.contains(at_head) && !wrong.body.contains("guess"), "{}", wrong.body);
    let off = coles.act("/person/coles/factor/off", &format!("factor-password={PASSWORD}&code={CODE}")).await;
    assert_eq!(off.header("location"), "/person/coles?done=factor-off#done");
    let mut officer = Browser::signed_in("officer").await;
    let nameless = officer.act("/person/coles/factor/off", "factor-reason=").await;
    assert!(
        nameless.body.contains("<a href=\"#factor-reason\"><strong>Not done: </strong>Say why"),
        "{}",
        nameless.body
    );
    officer.act("/person/coles/factor/off", "factor-reason=stolen").await;
    assert_eq!(officer.desk.acts(), ["take off the factor of coles: stolen"]);
}

#[tokio::test]
async fn recovery_codes_are_made_anew_by_who_shows_his_password_and_a_code() {
    let mut coles = Browser::signed_in("coles").await;
    let path = "/person/coles/factor/codes";
    let wrong = coles.act(path, "renew-password=guess&renew-code=000000").await;
    let at_head =
        "<a href=\"#renew-code\"><strong>Not done: </strong>That password and that code do not go together.";
    assert!(
        wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains(at_head),
        "{}",
        wrong.body
    );
    let made = coles.act(path, &format!("renew-password={PASSWORD}&renew-code={CODE}")).await;
    assert!(made.body.contains("Your new recovery codes") && made.body.contains("mzxw-6ytb-oi2a-bcde"));
    assert_eq!(coles.desk.acts(), ["make recovery codes"]);
    let mut keeper = Browser::signed_in("clerk").await;
    assert_eq!(keeper.act(path, "").await.status, StatusCode::NOT_FOUND, "nobody makes them for another");
}

#[tokio::test]
async fn who_must_set_up_a_second_factor_does_that_and_nothing_else() {
    let mut coles = Browser::new();
    coles.sign_in("new", PASSWORD).await;
    for path in ["/", "/register", "/person/coles/leaving", "/no-such-place"] {
        assert_eq!(coles.get(path).await.header("location"), "/person/coles#factor", "{path}");
    }
    let token = coles.get("/person/coles").await.form_token();
    let act = async |coles: &mut Browser, path: &str| {
        coles.post(path, &format!("form={token}&factor-now={PASSWORD}&begun=be9un&code={CODE}&text=x")).await
    };
    assert_eq!(
        act(&mut coles, &format!("/paper/{COVER}/minute")).await.header("location"),
        "/person/coles#factor"
    );
    assert_eq!(act(&mut coles, "/person/coles").await.header("location"), "/person/coles#factor");
    assert_eq!(act(&mut coles, "/person/coles/factor").await.status, StatusCode::OK);
    assert_eq!(act(&mut coles, "/person/coles/factor/confirm").await.status, StatusCode::OK);
    assert_eq!(coles.get("/register").await.status, StatusCode::OK);
    assert_eq!(coles.desk.acts(), ["begin a factor", "set a factor"]);
}
