namespace EventSinks.Credentials;

[Parallelizable(ParallelScope.All)]
public sealed class StackCredentialsTests
{
    [Test]
    public async Task Get_OfBothKinds_GivesNothing([Values] bool ambient)
    {
        IStackCredentials credentials = ambient ? new AmbientStackCredentials() : new NoStackCredentials();

        var credential = await credentials.GetAsync(new("s", "n"), StackCredentialKinds.OpenStackToken, CancellationToken.None);

        Assert.That(credential, Is.Null);
        Assert.That(credentials.AllowAmbient, Is.EqualTo(ambient));
    }
}
