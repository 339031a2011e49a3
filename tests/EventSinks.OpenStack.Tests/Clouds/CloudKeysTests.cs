using EventSinks.Support;

namespace EventSinks.OpenStack.Clouds;

[Parallelizable(ParallelScope.All)]
public sealed class CloudKeysTests
{
    [Test]
    public void Flat_EveryKey_IsExplainedOnThePage([Values("docs/openstack.md")] string page)
    {
        var text = RepositoryFile.Read(page);

        Assert.That(CloudKeys.Flat.Where(key => !text.Contains($"`{key}`", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase("password", true)]
    [TestCase("application_credential_secret", true)]
    [TestCase("auth_token", true)]
    [TestCase("passcode", true)]
    [TestCase("username", false)]
    [TestCase("application_credential_id", false)]
    public void IsSecret_AKey_IsKnownByItsName(string key, bool expected) => Assert.That(CloudKeys.IsSecret(key), Is.EqualTo(expected));

    [Test]
    public void VariableOf_AKey_IsInCapitals() => Assert.That(CloudKeys.VariableOf("auth_url"), Is.EqualTo("OS_AUTH_URL"));
}
