using EventSinks.Integration.Support;
using EventSinks.OpenStack;

namespace EventSinks.Integration.OpenStackSdk;

/// <summary>Files and variables mean here what they mean to the openstacksdk that is installed.</summary>
[Category(ZaqarServer.Category)]
[Parallelizable(ParallelScope.All)]
public class CloudsYamlTests
{
    [Test]
    public async Task Read_FilesAndVariables_GivesWhatOpenstacksdkReads()
    {
        (SdkCase Case, SdkMachine Machine)[] cases = [.. SdkCases.All.Select(each => (each, new SdkMachine(each)))];
        try
        {
            var expected = await SdkReader.ReadAsync(cases);

            Assert.That(expected, Has.Count.EqualTo(cases.Length));
            Assert.Multiple(() =>
            {
                foreach (var ((each, machine), sdk) in cases.Zip(expected))
                {
                    var reading = machine.Reader.Read(each.Cloud, each.Region);
                    if (sdk.GetValueOrDefault("error") is { } error)
                    {
                        Assert.That(reading.Problem, Does.StartWith(error), each.Name);
                    }
                    else
                    {
                        Assert.That(reading.Problem, Is.Null, each.Name);
                        Assert.That(Lines(Flat(reading.Settings)), Is.EqualTo(Lines(Comparable(sdk))), each.Name);
                    }
                }
            });
        }
        finally
        {
            Array.ForEach(cases, each => each.Machine.Dispose());
        }
    }

    // openstacksdk does not look into a URL, and knows plug-ins where there are kinds here.
    private static Dictionary<string, string?> Comparable(Dictionary<string, string> sdk)
    {
        var read = sdk.ToDictionary(pair => pair.Key, string? (pair) => pair.Value, StringComparer.Ordinal);
        read["auth_url"] = sdk.TryGetValue("auth_url", out var url) ? new Uri(url).AbsoluteUri : null;
        read["auth_type"] = sdk["auth_type"].Replace("v3", "", StringComparison.Ordinal);
        return read;
    }

    private static Dictionary<string, string?> Flat(CloudSettings settings) => new(StringComparer.Ordinal)
    {
        ["auth_type"] = settings switch
        {
            { Authentication: AuthenticationKind.Token, AuthUrl: null } => "admin_token",
            { Authentication: var kind } => kind.ToString().ToLowerInvariant(),
        },
        ["auth_url"] = settings.AuthUrl?.AbsoluteUri,
        ["username"] = settings.UserName,
        ["user_id"] = settings.UserId,
        ["password"] = settings.Password,
        ["user_domain_name"] = settings.UserDomainName,
        ["user_domain_id"] = settings.UserDomainId,
        ["project_name"] = settings.ProjectName,
        ["project_id"] = settings.ProjectId,
        ["project_domain_name"] = settings.ProjectDomainName,
        ["project_domain_id"] = settings.ProjectDomainId,
        ["domain_name"] = settings.DomainName,
        ["domain_id"] = settings.DomainId,
        ["system_scope"] = settings.SystemScope ? "all" : null,
        ["trust_id"] = settings.TrustId,
        ["token"] = settings.Token,
        ["application_credential_id"] = settings.ApplicationCredentialId,
        ["application_credential_name"] = settings.ApplicationCredentialName,
        ["application_credential_secret"] = settings.ApplicationCredentialSecret,
        ["region_name"] = settings.Region,
        ["interface"] = settings.Interface,
        ["endpoint"] = settings.MessagingEndpoint,
        ["verify"] = settings.VerifyServer ? "True" : "False",
        ["cacert"] = settings.VerifyServer ? settings.CaCertificateFile : null,
        ["cert"] = settings.ClientCertificateFile,
        ["key"] = settings.ClientKeyFile,
    };

    private static IEnumerable<string> Lines(Dictionary<string, string?> read) =>
        read.Where(pair => pair.Value is not null).Select(pair => $"{pair.Key}={pair.Value}").Order(StringComparer.Ordinal);
}
