namespace EventSinks.Integration.OpenStackSdk;

/// <summary>What is read here and by openstacksdk alike.</summary>
internal static class SdkCases
{
    private const string Signs = "auth_url: https://k:5000/v3, username: u, password: p, user_domain_name: Default";

    private static readonly string[] User =
    [
        "OS_AUTH_URL=https://env:5000", "OS_USERNAME=eu", "OS_PASSWORD=ep", "OS_USER_DOMAIN_NAME=Default",
        "OS_PROJECT_NAME=demo", "OS_PROJECT_DOMAIN_ID=default",
    ];

    public static IReadOnlyList<SdkCase> All { get; } =
    [
        // Which file.
        new SdkCase("the second name of a file").File(Cloud(), "here/clouds.yml"),
        new SdkCase("JSON").File(Json(), "here/clouds.json"),
        new SdkCase("a file in the home").File(Cloud(), "home/.config/openstack/clouds.yaml"),
        new SdkCase("a file of the site").File(Cloud(), "etc/xdg/openstack/clouds.yaml"),
        new SdkCase("a file of the machine").File(Cloud(), "etc/openstack/clouds.yml"),
        new SdkCase("the first file wins whole").File(Cloud("region_name: here"))
            .File(Cloud("region_name: there, cacert: /ca"), "etc/openstack/clouds.yaml"),
        new SdkCase("a file that a variable names").File(Cloud()).File(Cloud("region_name: other"), "x/any").Set("OS_CLIENT_CONFIG_FILE=@/x/any"),
        new SdkCase("another config home").File(Cloud("region_name: x"), "x/openstack/clouds.yaml")
            .File(Cloud(), "home/.config/openstack/clouds.yaml").Set("XDG_CONFIG_HOME=@/x"),
        new SdkCase("other config dirs").File(Cloud("region_name: x"), "x/openstack/clouds.yaml").File(Cloud(), "etc/openstack/clouds.yaml")
            .Set("XDG_CONFIG_DIRS=@/x"),
        new SdkCase("secure.yaml from another folder").File(Cloud())
            .File("clouds: {a: {auth: {password: hidden}, cacert: /ca}}", "etc/openstack/secure.yaml"),
        new SdkCase("secure.yaml makes a cloud").File(Cloud(), "home/.config/openstack/secure.yaml"),
        new SdkCase("secure.yaml takes a value away").File(Cloud("cacert: /ca")).File("clouds: {a: {cacert: null}}", "here/secure.yml"),
        new SdkCase("a secure file that a variable names").File(Cloud()).File("clouds: {a: {auth: {password: hidden}}}", "x/s")
            .Set("OS_CLIENT_SECURE_FILE=@/x/s"),

        // Which cloud.
        new SdkCase("a cloud is asked for").File(Two()).Set("OS_CLOUD=a").Ask("b"),
        new SdkCase("OS_CLOUD").File(Two()).Set("OS_CLOUD=b"),
        new SdkCase("OS_CLOUD makes the other variables count for nothing").File(Two()).Set([.. User, "OS_CLOUD=b", "OS_REGION_NAME=R9"]),
        new SdkCase("variables before the only cloud").File(Cloud()).Set(User),
        new SdkCase("a region alone makes no cloud").File(Cloud()).Set("OS_REGION_NAME=R9"),
        new SdkCase("the cloud of the variables by its name").File(Two()).Set([.. User, "OS_CLOUD=mine", "OS_CLOUD_NAME=mine"]),
        new SdkCase("an unknown cloud").File(Two()).Ask("nope"),
        new SdkCase("an unknown cloud in OS_CLOUD").File(Two()).Set("OS_CLOUD=nope"),

        // Who signs in.
        new SdkCase("variables").Set([.. User, "OS_REGION_NAME=R1", "OS_INTERFACE=internal", "OS_CACERT=~/ca"]),
        new SdkCase("old variables")
            .Set("OS_AUTH_URL=http://k", "OS_USERNAME=u", "OS_PASSWORD= p ", "OS_TENANT_NAME=t", "OS_DOMAIN_NAME=D", "OS_ENDPOINT_TYPE=internalURL"),
        new SdkCase("ids in variables").Set("OS_AUTH_URL=http://k/{x}", "OS_USER_ID=u", "OS_PASSWORD={p", "OS_PROJECT_ID=p1", "OS_INSECURE=True"),
        new SdkCase("a token in variables").Set("OS_AUTH_URL=http://k", "OS_AUTH_TYPE=v3token", "OS_TOKEN=t", "OS_PROJECT_ID=p1"),
        new SdkCase("an application credential").File(Cloud(
            "auth_type: v3applicationcredential", "auth_url: http://k, application_credential_id: i, application_credential_secret: 012345")),
        new SdkCase("an application credential by its name").File(Cloud(
            "auth_type: v3applicationcredential",
            "auth_url: http://k, application_credential_name: n, application_credential_secret: s, username: u, user_domain_id: d")),
        new SdkCase("a token").File(Cloud("auth_type: token", "auth_url: http://k, token: 123, project_id: p1")),
        new SdkCase("a token used as it is").File(Cloud("auth_type: admin_token", "endpoint: http://z/v2, token: t")),
        new SdkCase("nobody signs in").File(Cloud("auth_type: none", "endpoint: http://z")),
        new SdkCase("nobody signs in, by variables").Set("OS_AUTH_TYPE=none", "OS_ENDPOINT=http://z"),
        new SdkCase("a trust").File(Cloud(auth: $"{Signs}, trust_id: t")),
        new SdkCase("the whole system").File(Cloud(auth: $"{Signs}, system_scope: all")),
        new SdkCase("a domain").File(Cloud(auth: $"{Signs}, domain_name: D")),
        new SdkCase("a domain beside a project").File(Cloud(auth: "auth_url: http://k, username: u, password: p, project_name: n, domain_id: d")),
        new SdkCase("a domain beside others").File(Cloud(auth: $"{Signs}, project_name: n, project_domain_id: e, domain_id: d")),
        new SdkCase("a default domain").File(Cloud(auth: "auth_url: http://k, username: u, password: p, project_name: n, default_domain_id: d")),
        new SdkCase("tenants and projects")
            .File(Cloud("tenant_id: beside, project_name: p", $"{Signs}, tenant_id: in, tenant_name: t, project_domain_id: d")),
        new SdkCase("who signs in stands beside auth").File("clouds: {a: {auth_url: 'http://k/{x}', username: u, password: p, user_domain_id: d}}"),
        new SdkCase("dashes")
            .File("clouds: {a: {auth: {auth-url: 'http://k', user-name: u, password: p, user-domain-id: d, project-id: i}, region-name: R}}"),
        new SdkCase("values that are no text")
            .File(Cloud("region_name: 1_000", "auth_url: http://k, username: 7, password: 1.50, user_domain_id: d, project_id: 0x10")),

        // Regions.
        new SdkCase("regions, none asked for").File(Cloud("regions: [R1, R2]")),
        new SdkCase("regions, one asked for").File(Cloud("regions: [R1, R2]")).Ask("a", "R2"),
        new SdkCase("a region with values").File(Cloud(
            "interface: admin, regions: [R1, {name: R2, values: {interface: internal, auth: {auth_url: http://r2}}}]")).Ask("a", "R2"),
        new SdkCase("an unknown region").File(Cloud("regions: [R1, {name: R2}]")).Ask("a", "R9"),
        new SdkCase("a region other than the only one").File(Cloud("region_name: R1")).Ask("a", "r1"),
        new SdkCase("any region").File(Cloud()).Ask("a", "R9"),
        new SdkCase("regions with commas").File(Cloud("region_name: 'R1,R2'")).Ask("a", "R2"),

        // Profiles.
        new SdkCase("a profile").File(Cloud("profile: acme", "username: u, password: p")).File(Acme(), "etc/openstack/clouds-public.yaml"),
        new SdkCase("a profile's region").File(Cloud("cloud: acme", "username: u, password: p"))
            .File(Acme(), "here/clouds-public.yml").Ask("a", "R2"),
        new SdkCase("a region beside a profile").File(Cloud("profile: acme, region_name: R9, interface: public", "username: u, password: p"))
            .File(Acme(), "here/clouds-public.yml"),

        // Where the message service is, and how to reach it.
        new SdkCase("braces").File(Cloud("region_name: R1, port: 5, messaging_endpoint_override: 'http://{region_name}.z/{{x}}'",
            "auth_url: 'http://{region_name}.k:{port}/{auth[username]}', username: u, password: '{p}', user_domain_id: d")),
        new SdkCase("two overrides").File(Cloud("message_endpoint_override: http://a, messaging_endpoint_override: http://b")),
        new SdkCase("the old name of an override")
            .File(Cloud("messaging_endpoint: http://a, messaging_interface: internal, messaging_region_name: M")),
        new SdkCase("two words for the interface").File(Cloud("interface: public, endpoint_type: adminURL")),
        new SdkCase("TLS").File(Cloud("cacert: ~/ca.pem, cert: ~/c.pem, key: /k.pem")),
        new SdkCase("a certificate with its key").File(Cloud("cert: c.pem, verify: true")),
        new SdkCase("not verified").File(Cloud("verify: false")),
        new SdkCase("insecure wins").File(Cloud("verify: true, insecure: true, cacert: ''")),
    ];

    private static string Cloud(string more = "", string auth = Signs) => $"clouds: {{a: {Body(more, auth)}}}";

    private static string Two() => $"clouds: {{a: {Body("", Signs)}, b: {Body("region_name: of_b", Signs)}}}";

    private static string Body(string more, string auth) => $"{{auth: {{{auth}}}{(more.Length > 0 ? ", " : "")}{more}}}";

    private static string Json() =>
        """{"clouds": {"a": {"auth": {"auth_url": "https://k", "user_id": "u", "password": "p", "project_id": "i"}, "verify": false}}}""";

    private static string Acme() =>
        "public-clouds: {acme: {auth: {auth_url: 'https://{region_name}.acme', user_domain_id: d}, interface: internal, regions: [R1, R2]}}";
}
