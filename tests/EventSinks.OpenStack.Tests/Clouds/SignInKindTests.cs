using static EventSinks.OpenStack.AuthenticationKind;

namespace EventSinks.OpenStack.Clouds;

[Parallelizable(ParallelScope.All)]
public sealed class SignInKindTests
{
    private static readonly string[] Everything =
    [
        "TOKEN=t", "APPLICATION_CREDENTIAL_ID=a", "APPLICATION_CREDENTIAL_SECRET=s", "ENDPOINT=https://zaqar:8888",
    ];

    [TestCase("password", Password)]
    [TestCase("v3password", Password)]
    [TestCase("token", Token)]
    [TestCase("v3token", Token)]
    [TestCase("v3applicationcredential", ApplicationCredential)]
    [TestCase("application_credential", ApplicationCredential)]
    public void Read_AnAuthType_DecidesWhateverElseIsThere(string type, AuthenticationKind expected)
    {
        using var machine = new CloudMachine().WithUser().WithVariables([$"AUTH_TYPE={type}", .. Everything]);

        var settings = machine.Reader.Read().Settings;

        Assert.That(settings.Authentication, Is.EqualTo(expected));
        Assert.That(settings.AuthUrl, Is.Not.Null);
    }

    [TestCase("none", None)]
    [TestCase("None", None)]
    [TestCase("admin_token", Token)]
    [TestCase("token_endpoint", Token)]
    public void Read_AnAuthTypeWithoutKeystone_HasNoAuthUrl(string type, AuthenticationKind expected)
    {
        using var machine = new CloudMachine().WithUser().WithVariables([$"AUTH_TYPE={type}", .. Everything]);

        var settings = machine.Reader.Read().Require();

        Assert.That(
            (settings.Authentication, settings.AuthUrl, settings.MessagingEndpoint),
            Is.EqualTo((expected, (Uri?)null, "https://zaqar:8888")));
    }

    [TestCase(Password, "PASSWORD=p")]
    [TestCase(Token, "TOKEN=t")]
    [TestCase(Token, "AUTH_TOKEN=t")]
    [TestCase(ApplicationCredential, "TOKEN=t", "APPLICATION_CREDENTIAL_ID=a", "APPLICATION_CREDENTIAL_SECRET=s")]
    [TestCase(ApplicationCredential, "APPLICATION_CREDENTIAL_NAME=a", "APPLICATION_CREDENTIAL_SECRET=s")]
    public void Read_NoAuthType_GoesByWhatIsThere(AuthenticationKind expected, params string[] variables)
    {
        using var machine = new CloudMachine().WithUser().WithVariables(variables);

        Assert.That(machine.Reader.Read().Settings.Authentication, Is.EqualTo(expected));
    }

    [TestCase("TOKEN=t")]
    [TestCase("TOKEN=t", "AUTH_TYPE=token")]
    public void Read_ATokenAndAnEndpointWithoutKeystone_IsUsedAsItIs(params string[] variables)
    {
        using var machine = new CloudMachine().WithVariables(["ENDPOINT=https://zaqar:8888", .. variables]);

        var settings = machine.Reader.Read().Require();

        Assert.That((settings.Authentication, settings.AuthUrl, settings.Token), Is.EqualTo((Token, (Uri?)null, "t")));
    }

    [TestCase("http_basic")]
    [TestCase("v2password")]
    [TestCase("v3totp")]
    [TestCase("Hunter2")]
    public void Read_AnUnknownAuthType_IsAProblemThatNamesTheKnownOnes(string type)
    {
        using var machine = new CloudMachine().WithUser().WithVariables($"AUTH_TYPE={type}");

        Assert.That(
            machine.Reader.Read().Problem,
            Does.StartWith("OS_AUTH_TYPE of the OS_* variables takes one of password, v3password, ").And.Not.Contain(type));
    }

    [Test]
    public void Read_OnlyAnEndpoint_IsNotSilentlyNone()
    {
        using var machine = new CloudMachine().WithVariables("ENDPOINT=https://zaqar:8888");

        Assert.That(
            machine.Reader.Read().Problem,
            Does.StartWith("OS_AUTH_URL is not set; ").And.EndWith("a message service without Keystone needs OS_AUTH_TYPE none."));
    }
}
