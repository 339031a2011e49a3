using EventSinks.OpenStack.Identity;

namespace EventSinks.OpenStack.Clouds;

[Parallelizable(ParallelScope.All)]
public sealed class SettingsCheckTests
{
    [TestCase("OS_AUTH_URL is not set; ", "AUTH_URL=")]
    [TestCase("OS_USERNAME is not set; ", "USERNAME=")]
    [TestCase("OS_PASSWORD is not set; ", "PASSWORD=")]
    [TestCase("OS_USER_DOMAIN_NAME is not set; ", "USER_DOMAIN_NAME=")]
    [TestCase("OS_PROJECT_DOMAIN_NAME is not set; ", "PROJECT_DOMAIN_NAME=")]
    [TestCase("OS_TOKEN is not set; ", "AUTH_TYPE=v3token")]
    [TestCase("OS_APPLICATION_CREDENTIAL_ID is not set; ", "AUTH_TYPE=v3applicationcredential")]
    [TestCase("OS_APPLICATION_CREDENTIAL_ID is not set; ", "APPLICATION_CREDENTIAL_SECRET=s")]
    [TestCase("OS_APPLICATION_CREDENTIAL_SECRET is not set; ", "APPLICATION_CREDENTIAL_ID=a")]
    [TestCase("OS_USERNAME is not set; ", "APPLICATION_CREDENTIAL_NAME=a", "APPLICATION_CREDENTIAL_SECRET=s", "USERNAME=")]
    [TestCase("OS_ENDPOINT is not set; ", "AUTH_TYPE=none")]
    [TestCase("OS_ENDPOINT is not set; ", "AUTH_TYPE=admin_token", "TOKEN=t")]
    [TestCase("OS_TOKEN is not set; ", "AUTH_TYPE=admin_token", "ENDPOINT=http://z")]
    public void Read_SomethingMissing_NamesTheVariable(string problem, params string[] variables)
    {
        using var machine = new CloudMachine().WithUser().WithVariables(variables);

        Assert.That(machine.Reader.Read().Problem, Does.StartWith(problem));
    }

    [TestCase("USERNAME=", "USER_DOMAIN_NAME=", "USER_ID=u1")]
    [TestCase("PROJECT_NAME=", "PROJECT_DOMAIN_NAME=", "PROJECT_ID=p1")]
    [TestCase("PROJECT_DOMAIN_NAME=", "PROJECT_ID=p1")]
    [TestCase("USER_DOMAIN_NAME=", "USER_DOMAIN_ID=default")]
    [TestCase("PROJECT_NAME=", "PROJECT_DOMAIN_NAME=")]
    [TestCase("PROJECT_NAME=", "PROJECT_DOMAIN_NAME=", "APPLICATION_CREDENTIAL_ID=a", "APPLICATION_CREDENTIAL_SECRET=s", "USERNAME=", "PASSWORD=")]
    [TestCase("AUTH_TYPE=none", "AUTH_URL=", "USERNAME=", "MESSAGE_ENDPOINT_OVERRIDE=http://z")]
    public void Read_EnoughToSignIn_IsNoProblem(params string[] variables)
    {
        using var machine = new CloudMachine().WithUser().WithVariables(variables);

        Assert.That(machine.Reader.Read().Problem, Is.Null);
    }

    [TestCase("an application credential has its project already", "APPLICATION_CREDENTIAL_ID=a", "APPLICATION_CREDENTIAL_SECRET=s")]
    [TestCase("a project and a trust", "TRUST_ID=t")]
    [TestCase("a project and the system", "SYSTEM_SCOPE=all")]
    [TestCase("one word of visible ASCII characters", "AUTH_TYPE=token", "TOKEN=hush\t")]
    [TestCase("one word of visible ASCII characters", "AUTH_TYPE=admin_token", "TOKEN=hush hush", "ENDPOINT=http://z")]
    public async Task Read_SettingsThatTheSessionRefuses_AreAProblem(string problem, params string[] variables)
    {
        using var machine = new CloudMachine().WithUser().WithVariables(variables);
        using var http = new HttpClient();

        var reading = machine.Reader.Read();
        var session = new OpenStackSession(reading.Settings, http);
        var refusal = await Assert.ThrowsAsync<OpenStackException>(() => session.GetAccessAsync(default).AsTask());

        Assert.That(refusal.Message, Does.Contain(problem));
        Assert.That(
            reading.Problem,
            Does.StartWith("the OS_* variables cannot be used to sign in: ").And.Contain(problem).And.EndWith(".").And.Not.Contain("hush"));
    }

    [Test]
    public async Task Read_TwoScopes_HasSettingsThatAnotherScopeMends()
    {
        using var machine = new CloudMachine().WithUser().WithVariables("SYSTEM_SCOPE=all");
        var settings = machine.Reader.Read().Settings with { TrustId = "t", SystemScope = false, ProjectName = null };
        using var keystone = new ScriptedServer(_ => ScriptedServer.Token(1, TimeProvider.System.GetUtcNow()));

        var access = await new OpenStackSession(settings, keystone.Client).GetAccessAsync(default);

        Assert.That(access.Token, Is.EqualTo("t1"));
    }

    [Test]
    public void Read_SomethingMissingInAFile_NamesKeyAndCloud()
    {
        using var machine = new CloudMachine().WithCloud(auth: "auth_url: 'https://k', username: u, user_domain_name: Default");

        Assert.That(
            machine.Reader.Read().Problem,
            Is.EqualTo($"cloud 'prod' of {machine.PathOf("here/clouds.yaml")} has no 'password'; it takes the user's password."));
    }
}
