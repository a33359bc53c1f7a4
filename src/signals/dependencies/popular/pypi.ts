/** Widely used packages of PyPI, from general knowledge of the ecosystem, in the spelling of PEP 503. */
export const POPULAR_ON_PYPI: readonly string[] = `
aiofiles aiohttp aiosignal airflow alembic altair annotated-types anthropic anyio apache-airflow arrow asgiref asyncpg
attrs autopep8 azure-core azure-identity babel bcrypt beautifulsoup4 black bleach blinker bokeh boto3 botocore
cachetools celery certifi cffi chardet charset-normalizer click cloudpickle colorama confluent-kafka coverage
cryptography cython dash dask databricks-sdk decorator defusedxml discord-py distlib django django-cors-headers
django-filter djangorestframework dnspython docker docutils elasticsearch email-validator exceptiongroup faker fastapi
filelock flake8 flask flask-cors flask-sqlalchemy fonttools frozenlist fsspec future gevent gitpython google-api-core
google-api-python-client google-auth google-cloud-bigquery google-cloud-storage googleapis-common-protos graphql-core
greenlet grpcio grpcio-tools gunicorn httpcore httplib2 httptools httpx huggingface-hub hypothesis idna imageio
importlib-metadata importlib-resources iniconfig ipykernel ipython isodate isort itsdangerous jedi jinja2 jmespath
joblib jsonpatch jsonschema jupyter jupyterlab keyring kiwisolver kubernetes langchain langchain-core lightgbm lxml
markdown markdown-it-py markupsafe marshmallow matplotlib mccabe mlflow more-itertools mpmath msgpack multidict mypy
mypy-extensions nbconvert networkx nltk notebook numba numpy oauthlib openai opencv-python openpyxl opentelemetry-api
opentelemetry-sdk orjson packaging pandas paramiko parso pathspec pexpect pillow platformdirs playwright plotly pluggy
poetry poetry-core polars pre-commit prometheus-client prompt-toolkit propcache protobuf psutil psycopg2
psycopg2-binary pyarrow pyasn1 pyasn1-modules pycparser pycryptodome pycryptodomex pydantic pydantic-core
pydantic-settings pygments pyinstaller pyjwt pylint pymongo pymysql pynacl pyodbc pyopenssl pyparsing pyright pyserial
pyspark pytest pytest-asyncio pytest-cov pytest-mock pytest-xdist python-dateutil python-dotenv python-json-logger
python-jose python-multipart pytorch-lightning pytz pywin32 pyyaml pyzmq rapidfuzz ray redis referencing regex requests
requests-oauthlib requests-toolbelt responses rich rpds-py ruff s3fs s3transfer safetensors scapy scikit-image
scikit-learn scipy scrapy seaborn selenium sentencepiece sentry-sdk setuptools setuptools-scm shapely simplejson
smmap snowflake-connector-python sortedcontainers soupsieve sphinx spacy sqlalchemy sqlparse starlette statsmodels
streamlit structlog sympy tabulate tenacity tensorboard tensorflow termcolor threadpoolctl tiktoken tokenizers tomlkit
torch torchaudio torchvision tornado tox tqdm traitlets transformers trio twine typer types-requests
typing-extensions typing-inspect tzdata tzlocal ujson urllib3 uvicorn uvloop virtualenv watchdog watchfiles wcwidth
websocket-client websockets werkzeug wheel wrapt xgboost xlrd xlsxwriter yarl zipp zstandard
`
  .trim()
  .split(/\s+/);

/** Real packages whose names are one step from a popular one. */
export const KNOWN_ON_PYPI: readonly string[] = `
aiohttp-cors aresponses authlib bpython cchardet ctransformers cwcwidth django-filer djongo fastai grequests gsutil ipytest
jsonpath ngboost openapi pyaml pylink pymssql pyshark retworkx scrypt tensorboardx unicorn willow x-transformers attr boto botocore-stubs click-plugins colorlog dask-ml django-cor flask-cor fastapi-cli grpcio-status
httpx2 jupyter-lab mypy-boto3 numpydoc panda psycopg psycopg3 psycopg-binary pycrypto pydantic-ai pyjwt2 pymongo3 pysftp
pytest-cover pytest-mocks redis-py requests-mock request response scikit-learn-extra sentry starlite tensorflow-cpu tensorflow-gpu
torch-vision types-request typing-extension websocket-server websocket nose2 jinja django2 sqlalchemy2-stubs cryptograph
tokenize tokenizer transformer tomlkits pandas-ta plotly-express pyspark-stubs uvicorn-worker
`
  .trim()
  .split(/\s+/);
