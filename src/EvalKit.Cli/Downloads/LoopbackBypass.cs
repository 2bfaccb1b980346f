using System.Net;

namespace EvalKit.Cli.Downloads;

/// <summary>The proxy that the environment names, but none on the way to this machine.</summary>
/// <param name="proxy">The proxy.</param>
internal sealed class LoopbackBypass(IWebProxy proxy) : IWebProxy
{
    public ICredentials? Credentials
    {
        get => proxy.Credentials;
        set => proxy.Credentials = value;
    }

    public Uri? GetProxy(Uri destination) => proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.IsLoopback || proxy.IsBypassed(host);
}
