using System.Text;
using System.Text.Json;
using EventSinks.Dispatch;
using EventSinks.Environments;
using EventSinks.Integration.Support;
using EventSinks.OpenStack;
using EventSinks.Zaqar;

namespace EventSinks.Integration.OpenStack;

/// <summary>Five kinds of secrets go through deliveries that fail and succeed, and whoever watches learns none of them.</summary>
[Category(ZaqarServer.Category)]
[NonParallelizable]
public sealed class SecretsTests
{
    private readonly List<(string What, string Secret)> _secrets = [];
    private SecretWitness _witness = null!;
    private TwoOwners _owners = null!;

    [SetUp]
    public async Task SetUpAsync()
    {
        _secrets.Clear();
        _witness = new();
        _owners = await TwoOwners.MakeAsync();
    }

    [TearDown]
    public void TearDown()
    {
        _owners.Dispose();
        _witness.Dispose();
    }

    [Test]
    public async Task Deliver_WithEveryKindOfSecret_ShowsNoneOfThemToAnybody()
    {
        await DeliverByTrustAsync();
        await DeliverByTokenAsync();
        await DeliverByApplicationCredentialAsync();
        await DeliverBySignedUrlAsync();

        Assert.Multiple(() =>
        {
            Assert.That(_secrets.Select(static each => each.What).Distinct(), Has.Exactly(5).Items);
            Assert.That(_witness.Logs, Is.Not.Empty);
            Assert.That(_witness.Activities, Has.Some.StartsWith("EventSinks ").And.Some.StartsWith("System.Net.Http "));
            Assert.That(_witness.Measurements, Has.Some.StartsWith("EventSinks ").And.Some.StartsWith("System.Net.Http "));
            foreach (var (what, secret) in _secrets)
            {
                Assert.That(_witness.All.Where(seen => seen.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty, what);
            }
        });
    }

    private async Task DeliverByTrustAsync()
    {
        var trust = new StackCredential(StackCredentialKinds.OpenStackTrust, Secret("trust", _owners.Cloud.Accounts.TrustIds["alice"]));
        var section = _owners.Cloud.Operator();
        Secret("password", section["password"]!);
        await DeliverAsync(section, trust, LaneState.Healthy);

        section["password"] = Secret("password", "wr0ng-passw0rd");
        await DeliverAsync(section, trust, LaneState.Retrying);

        section = _owners.Cloud.Operator();
        section["username"] = "bob";
        section["password"] = Secret("password", _owners.Cloud.Accounts.Users["bob"].Password);
        await DeliverAsync(section, trust, LaneState.Retrying);

        section["auth_url"] = "http://127.0.0.1:1/v3";
        await DeliverAsync(section, trust, LaneState.Retrying);
        await DeliverAsync(_owners.Cloud.Operator(), new(trust.Kind, Secret("trust", "0123456789abcdef-of-nobody")), LaneState.Retrying);
        await DeliverAsync(
            _owners.Cloud.Operator(), new(trust.Kind, Secret("trust", _owners.Cloud.Accounts.TrustIds["bob"])), LaneState.Misconfigured);
    }

    private async Task DeliverByTokenAsync()
    {
        var token = await _owners.Cloud.SignInToAsync("alice", "alpha");
        await DeliverAsync(_owners.Cloud.Operator(), new(StackCredentialKinds.OpenStackToken, Secret("token", token)), LaneState.Healthy);

        await _owners.Cloud.RevokeAsync(token);
        await DeliverAsync(_owners.Cloud.Operator(), new(StackCredentialKinds.OpenStackToken, token), LaneState.Retrying);

        // Nobody can be asked whose this one is.
        var unknown = new Dictionary<string, string?> { ["auth_type"] = "none", ["endpoint"] = _owners.Cloud.Accounts.MessagingUrl.ToString() };
        await DeliverAsync(unknown, new(StackCredentialKinds.OpenStackToken, Secret("token", "t0ken-of-nobody")), LaneState.Misconfigured);
    }

    private async Task DeliverByApplicationCredentialAsync()
    {
        var section = new Dictionary<string, string?>
        {
            ["auth_url"] = _owners.Cloud.Accounts.AuthUrl.ToString(),
            ["application_credential_id"] = _owners.Cloud.Accounts.ApplicationCredential.Id,
            ["application_credential_secret"] = Secret("application credential", _owners.Cloud.Accounts.ApplicationCredential.Secret),
        };
        await DeliverAsync(section, credential: null, LaneState.Healthy);

        section["application_credential_secret"] = Secret("application credential", "wr0ng-s3cret");
        await DeliverAsync(section, credential: null, LaneState.Retrying);

        section["project_id"] = _owners.Alice.Stack.ProjectId;
        await DeliverAsync(section, credential: null, LaneState.Misconfigured);
    }

    private async Task DeliverBySignedUrlAsync()
    {
        var queue = _owners.Alice.Queue.Name;
        var url = await _owners.Cloud.ShareAsync(_owners.Alice.Token, queue);
        var changed = url.With("signature", Secret("signature", new([.. Secret("signature", url.Signature).Reverse()])));
        await DeliverAsync(_owners.Cloud.Operator(), url.ToCredential(), LaneState.Healthy);
        await DeliverAsync(_owners.Cloud.Operator(), changed.ToCredential(), LaneState.Misconfigured);
        await DeliverAsync(_owners.Cloud.Operator(), credential: null, LaneState.Healthy, url.ToDeclaration(queue));
        await DeliverAsync(_owners.Cloud.Operator(), credential: null, LaneState.Misconfigured, changed.ToDeclaration(queue));

        // And one that cannot be bound.
        await using var engine = new Engine(_owners.Cloud.Operator(), loggers: _witness);
        var publisher = await engine.Events.OpenAsync(
            Cloud.NewStack(_owners.Alice.Stack.ProjectId), EnvironmentReader.Read(url.With("expires", "never").ToDeclaration(queue)));
        Assert.That(publisher.Binding.HasErrors, Is.True);
        Note(publisher.Binding.Diagnostics);
        var options = new ZaqarQueueOptions { Target = queue, SignedUrl = new() { Expires = url.Expires, Signature = url.Signature } };
        _witness.Note(options);
        _witness.Note(options.SignedUrl);
    }

    /// <summary>Delivers three events, of which Zaqar refuses the second, and writes down all that there is to see of it.</summary>
    private async Task DeliverAsync(Dictionary<string, string?> section, StackCredential? credential, LaneState expected, string? environment = null)
    {
        var stack = Cloud.NewStack(_owners.Alice.Stack.ProjectId);
        var credentials = new OwnersCredentials { AllowAmbient = credential is null && environment is null };
        if (credential is not null)
        {
            credentials.Give(stack, credential);
        }

        await NoteAsync(section, credential);
        await using var engine = new Engine(section, credentials, loggers: _witness);
        await engine.OpenAndPublishAsync(stack, environment ?? _owners.Environment, "good");
        await engine.Events.PublishAsync(StackEvent.ForResource(
            stack, "bad", "OS::Heat::TestResource", "CREATE", "COMPLETE", properties: JsonElement.Parse("""{"n": 9223372036854775808}""")));
        await engine.PublishAsync(stack, "good");

        var status = await engine.WaitForAsync(
            stack, status => status.State == expected && status.LastError is not null && (expected is not LaneState.Healthy || status.Pending == 0));

        Assert.That(status.State, Is.EqualTo(expected), status.LastError);
        Assert.That((status.Delivered, status.DeadLettered), Is.EqualTo(expected is LaneState.Healthy ? (2L, 1L) : (0L, 0L)), status.LastError);
        _witness.Note(status);
        _witness.Note(JsonSerializer.Serialize(status));
        Note(status.Warnings);
        await foreach (var letter in engine.Events.Store.ReadDeadLettersAsync(stack.Id))
        {
            _witness.Note(letter);
            _witness.Note(Encoding.UTF8.GetString(letter.Body.Span));
        }

        await foreach (var attempt in engine.Events.Store.ReadFailedAttemptsAsync(stack.Id))
        {
            _witness.Note(attempt);
        }

        _witness.RecordObservables();
    }

    /// <summary>Writes down the texts of what the settings become, and of the exception that signing in with them ends in.</summary>
    private async Task NoteAsync(Dictionary<string, string?> section, StackCredential? credential)
    {
        var values = new Dictionary<string, string?>(section);
        if (credential is { Kind: StackCredentialKinds.OpenStackTrust })
        {
            values["trust_id"] = credential.Secret;
            values.Remove("project_name");
            values.Remove("project_domain_id");
        }

        var reading = CloudReader.OfProcess().ReadValues(values);
        _witness.Note(reading);
        _witness.Note(reading.Settings);
        _witness.Note(credential);
        Note(reading.Warnings);
        try
        {
            _witness.Note(await Cloud.Session(values).GetAccessAsync(CancellationToken.None));
        }
        catch (OpenStackException error)
        {
            _witness.Note(error);
        }
    }

    private void Note(IEnumerable<object> all)
    {
        foreach (var each in all)
        {
            _witness.Note(each);
        }
    }

    private string Secret(string what, string secret)
    {
        _secrets.Add((what, secret));
        return secret;
    }
}
