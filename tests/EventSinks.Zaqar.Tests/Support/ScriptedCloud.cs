using System.Net;
using System.Text;

namespace EventSinks.Zaqar.Support;

/// <summary>A Keystone beside a Zaqar: each token is for the project that a test names, and the catalog leads to the Zaqar.</summary>
internal static class ScriptedCloud
{
    public const string AuthUrl = "https://keystone.test:5000/v3";

    /// <summary>The section of an operator whose user is a trustee.</summary>
    public static Dictionary<string, string?> Trustee { get; } = new()
    {
        ["auth_url"] = AuthUrl,
        ["username"] = "engine",
        ["password"] = "engine-s3cret",
        ["user_domain_id"] = "default",
        ["project_name"] = "service",
        ["project_domain_id"] = "default",
    };

    public static bool IsKeystone(ReceivedRequest request) => request.Url.Host == "keystone.test";

    /// <summary>Answers as Keystone does to whoever signs in, and to whoever asks what a token is good for.</summary>
    public static HttpResponseMessage Token(string token, string project, string expires = "2026-01-02T04:04:05.000000Z") => new(HttpStatusCode.Created)
    {
        Headers = { { "X-Subject-Token", token } },
        Content = new StringContent(
            $$"""
            {
              "token": {
                "expires_at": "{{expires}}",
                "project": { "id": "{{project}}", "name": "x", "domain": { "id": "default", "name": "Default" } },
                "catalog": [
                  {
                    "type": "messaging",
                    "name": "zaqar",
                    "id": "1",
                    "endpoints": [
                      { "interface": "public", "region": "RegionOne", "region_id": "RegionOne", "url": "https://zaqar.test:8888", "id": "2" }
                    ]
                  }
                ]
              }
            }
            """,
            Encoding.UTF8,
            "application/json"),
    };
}
