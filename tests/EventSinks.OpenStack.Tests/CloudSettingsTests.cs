namespace EventSinks.OpenStack;

[Parallelizable(ParallelScope.All)]
public sealed class CloudSettingsTests
{
    private static readonly CloudSettings Secrets = new() { Password = "s3cret", Token = "s3cret", ApplicationCredentialSecret = "s3cret", TrustId = "s3cret" };

    [TestCase("https://keystone.test:5000/v3", null, "Password at keystone.test:5000")]
    [TestCase("relative", null, "Password at no address")]
    [TestCase(null, "https://zaqar.test/v2", "Password at zaqar.test")]
    [TestCase(null, "https://user:s3cret@zaqar.test", "Password at no address")]
    [TestCase(null, null, "Password at no address")]
    public void ToString_NamesTheServerAndNoSecret(string? authUrl, string? endpoint, string expected)
    {
        var settings = Secrets with { AuthUrl = authUrl is null ? null : new Uri(authUrl, UriKind.RelativeOrAbsolute), MessagingEndpoint = endpoint };

        Assert.That(settings.ToString(), Does.Contain(expected).And.Not.Contain("s3cret"));
    }
}
