namespace EventSinks.OpenStack.Clouds;

[Parallelizable(ParallelScope.All)]
public sealed class SettingsReaderTests
{
    private const string Signs = "auth_url: 'https://k', username: u, password: p, user_domain_id: d";

    [Test]
    public void Read_EveryVariable_IsFound()
    {
        using var machine = new CloudMachine().WithVariables(
            "AUTH_URL=https://k/v3", "AUTH_TYPE=password", "USERNAME=a", "USER_ID=b", "PASSWORD= c ", "USER_DOMAIN_NAME=d", "USER_DOMAIN_ID=e",
            "PROJECT_NAME=f", "PROJECT_ID=g", "PROJECT_DOMAIN_NAME=h", "PROJECT_DOMAIN_ID=i", "SYSTEM_SCOPE=all", "TRUST_ID=j", "TOKEN=k",
            "APPLICATION_CREDENTIAL_ID=l", "APPLICATION_CREDENTIAL_NAME=m", "APPLICATION_CREDENTIAL_SECRET=n", "REGION_NAME=o",
            "INTERFACE=admin", "ENDPOINT=http://z", "CACERT=/q", "CERT=/r", "KEY=/s");

        Assert.That(machine.Reader.Read().Settings, Is.EqualTo(new CloudSettings
        {
            AuthUrl = new Uri("https://k/v3"),
            UserName = "a",
            UserId = "b",
            Password = " c ",
            UserDomainName = "d",
            UserDomainId = "e",
            ProjectName = "f",
            ProjectId = "g",
            ProjectDomainName = "h",
            ProjectDomainId = "i",
            SystemScope = true,
            TrustId = "j",
            Token = "k",
            ApplicationCredentialId = "l",
            ApplicationCredentialName = "m",
            ApplicationCredentialSecret = "n",
            Region = "o",
            Interface = "admin",
            MessagingEndpoint = "http://z",
            CaCertificateFile = "/q",
            ClientCertificateFile = "/r",
            ClientKeyFile = "/s",
        }));
    }

    [TestCase("tenant_name: t, project_domain_id: d", "t", null)]
    [TestCase("tenant-id: t", null, "t")]
    [TestCase("tenant_id: t, project_id: p", null, "p")]
    [TestCase("project_id: '', tenant_id: t", null, "t")]
    [TestCase("project_id: null, tenant_id: t", null, "t")]
    public void Read_ATenant_IsAProject(string auth, string? name, string? id)
    {
        using var machine = new CloudMachine().WithCloud(auth: $"{Signs}, {auth}");

        var settings = machine.Reader.Read().Require();

        Assert.That((settings.ProjectName, settings.ProjectId), Is.EqualTo((name, id)));
    }

    [Test]
    public void Read_WhatStandsInAuth_GoesBeforeWhatStandsBesideIt()
    {
        using var machine = new CloudMachine().WithCloud("username: beside, project_id: beside, trust-id: beside", $"{Signs}, project_id: in");

        var settings = machine.Reader.Read().Settings;

        Assert.That((settings.UserName, settings.ProjectId, settings.TrustId), Is.EqualTo(("u", "in", "beside")));
    }

    [Test]
    public void Read_ADomainBesideAProject_IsThatOfUserAndProject()
    {
        using var machine = new CloudMachine().WithCloud(
            auth: "auth_url: 'https://k', username: u, password: p, project_name: n, domain_name: D, project_domain_name: E");

        var settings = machine.Reader.Read().Require();

        Assert.That((settings.UserDomainName, settings.ProjectDomainName, settings.DomainName), Is.EqualTo(("D", "E", (string?)null)));
    }

    [Test]
    public void Read_ADomainWithoutAProject_IsTheScope()
    {
        using var machine = new CloudMachine().WithCloud(auth: $"{Signs}, domain_id: D");

        var settings = machine.Reader.Read().Require();

        Assert.That((settings.UserDomainId, settings.ProjectDomainId, settings.DomainId), Is.EqualTo(("d", (string?)null, "D")));
    }

    [Test]
    public void Read_ADefaultDomain_IsForThoseThatHaveNone()
    {
        using var machine = new CloudMachine().WithCloud(
            auth: "auth_url: 'https://k', username: u, password: p, project_name: n, project_domain_name: E, default_domain_id: default");

        var settings = machine.Reader.Read().Require();

        Assert.That((settings.UserDomainId, settings.ProjectDomainId, settings.ProjectDomainName), Is.EqualTo(("default", (string?)null, "E")));
    }

    [Test]
    public void Read_TwoScopes_ArePassedOn()
    {
        using var machine = new CloudMachine().WithCloud(auth: $"{Signs}, project_id: p, trust_id: t, system_scope: all");

        var settings = machine.Reader.Read().Settings;

        Assert.That((settings.ProjectId, settings.TrustId, settings.SystemScope), Is.EqualTo(("p", "t", true)));
    }

    [TestCase("messaging_endpoint_override: 'http://a'", "http://a")]
    [TestCase("message_endpoint_override: 'http://a', messaging_endpoint_override: 'http://b', endpoint: 'http://c'", "http://a")]
    [TestCase("messaging_endpoint: 'http://a', endpoint: 'http://c'", "http://a")]
    [TestCase("endpoint: 'http://c/v2/'", "http://c/v2/")]
    [TestCase("cacert: /a", null)]
    public void Read_AnEndpoint_IsTheMessageServices(string cloud, string? expected)
    {
        using var machine = new CloudMachine().WithCloud(cloud);

        Assert.That(machine.Reader.Read().Require().MessagingEndpoint, Is.EqualTo(expected));
    }

    [TestCase("interface: internal", "internal")]
    [TestCase("interface: internalURL", "internal")]
    [TestCase("endpoint_type: adminURL, interface: public", "admin")]
    [TestCase("interface: admin, messaging_interface: internal", "internal")]
    [TestCase("interface: ''", "public")]
    public void Read_AnInterface_IsOneOfThree(string cloud, string expected)
    {
        using var machine = new CloudMachine().WithCloud(cloud);

        Assert.That(machine.Reader.Read().Require().Interface, Is.EqualTo(expected));
    }

    [TestCase("messaging_region_name: M, region_name: R", "M")]
    [TestCase("message_region_name: N, messaging_region_name: M", "N")]
    public void Read_ARegionOfTheMessageService_GoesBeforeTheClouds(string cloud, string expected)
    {
        using var machine = new CloudMachine().WithCloud(cloud);

        Assert.That(machine.Reader.Read().Require().Region, Is.EqualTo(expected));
    }

    [TestCase("verify: false", false)]
    [TestCase("verify: 'OFF'", false)]
    [TestCase("verify: y", true)]
    [TestCase("insecure: true", false)]
    [TestCase("insecure: 1", false)]
    [TestCase("insecure: true, verify: true", false)]
    [TestCase("insecure: false, verify: false", false)]
    [TestCase("insecure: no", true)]
    [TestCase("insecure: ", true)]
    public void Read_VerifyAndInsecure_TakeTheWordsOfOslo(string cloud, bool expected)
    {
        using var machine = new CloudMachine().WithCloud(cloud);

        Assert.That(machine.Reader.Read().Require().VerifyServer, Is.EqualTo(expected));
    }

    [Test]
    public void Read_FilesInTheHome_AreExpanded()
    {
        using var machine = new CloudMachine().WithCloud("cacert: ~/ca.pem, cert: ~, key: a~b");

        var settings = machine.Reader.Read().Require();

        Assert.That(
            (settings.CaCertificateFile, settings.ClientCertificateFile, settings.ClientKeyFile),
            Is.EqualTo((machine.PathOf("home/ca.pem"), (string?)null, "a~b")), "~ alone is YAML's null");
    }

    [TestCase("cacert: /a, verify: false", "'cacert' of cloud 'prod'")]
    [TestCase("key: /a", "'key' of cloud 'prod'")]
    [TestCase("region_name: 'a,b'", "'region_name' of cloud 'prod'")]
    public void Read_SomethingThatCountsForNothing_IsWarnedOf(string cloud, string warning)
    {
        using var machine = new CloudMachine().WithCloud(cloud);

        Assert.That(machine.Reader.Read().Warnings.Single(), Does.StartWith(warning));
    }

    [TestCase("interface: private", "'interface' of cloud 'prod' of ")]
    [TestCase("interface: [public]", "'interface' of cloud 'prod' of ")]
    [TestCase("verify: /ca.pem", "'verify' of cloud 'prod' of ")]
    [TestCase("insecure: maybe", "'insecure' of cloud 'prod' of ")]
    [TestCase("system_scope: domain", "'system_scope' of cloud 'prod' of ")]
    [TestCase("endpoint: zaqar", "'endpoint' of cloud 'prod' of ")]
    [TestCase("messaging_endpoint_override: 'ftp://z'", "'messaging_endpoint_override' of cloud 'prod' of ")]
    public void Read_AnOddValue_IsAProblem(string cloud, string problem)
    {
        using var machine = new CloudMachine().WithCloud(cloud);

        Assert.That(machine.Reader.Read().Problem, Does.StartWith(problem));
    }

    [TestCase("SYSTEM_SCOPE=Hunter2")]
    [TestCase("INTERFACE=Hunter2")]
    [TestCase("VERIFY=Hunter2")]
    public void Read_AnOddWord_IsNotRepeated(string variable)
    {
        using var machine = new CloudMachine().WithUser().WithVariables(variable);

        Assert.That(
            machine.Reader.Read().Problem,
            Does.StartWith($"OS_{variable.Split('=')[0]} of the OS_* variables takes ").And.Not.Contain("Hunter2"));
    }

    [TestCase("keystone")]
    [TestCase("ftp://keystone")]
    [TestCase("https://user:hush@keystone")]
    [TestCase("https://keystone?x=hush")]
    [TestCase(" ")]
    public void Read_AnOddAuthUrl_IsAProblemThatDoesNotRepeatIt(string url)
    {
        using var machine = new CloudMachine().WithUser().WithVariables($"AUTH_URL={url}");

        var reading = machine.Reader.Read();

        Assert.That(reading.Problem, Does.StartWith("OS_AUTH_URL of the OS_* variables takes Keystone's URL").And.Not.Contain("hush"));
        Assert.That(reading.Settings.AuthUrl, Is.Null);
    }

    [Test]
    public void Read_ANumberForASecret_IsWhatPythonMakesOfItWithAWarning()
    {
        using var machine = new CloudMachine().WithCloud(
            auth: "auth_url: 'https://k', application_credential_id: x, application_credential_secret: 012345");

        var reading = machine.Reader.Read();

        Assert.That(reading.Require().ApplicationCredentialSecret, Is.EqualTo("5349"));
        Assert.That(
            reading.Warnings.Single(),
            Does.StartWith("'application_credential_secret' of cloud 'prod'").And.Contain("quotes").And.Not.Contain("5349"));
    }
}
